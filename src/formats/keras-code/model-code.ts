/** The parts of the Keras program that make the network: its layers, the weights it begins with, and its learning rate. */

/** The page's own random numbers and initial weights: core/random.ts, core/initial-weights.ts and core/gabor-kernel.ts. */
export const INITIAL_WEIGHTS = `def mix32(value):
    """lowbias32 by Chris Wellons, over arrays of uint32."""
    value = np.asarray(value, dtype=np.uint32)
    value = (value ^ (value >> np.uint32(16))) * np.uint32(0x7FEB352D)
    value = (value ^ (value >> np.uint32(15))) * np.uint32(0x846CA68B)
    return value ^ (value >> np.uint32(16))


def random_key(*parts):
    key = 0x9E3779B9
    for part in parts:
        key = int(mix32(np.array([((key ^ part) + 0x9E3779B9) & 0xFFFFFFFF], dtype=np.uint32))[0])
    return key


def random_uniform(key, index):
    """Numbers from 0 up to 1, of 24 random bits, by their places in the sequence that the key names."""
    mixed = mix32(np.uint32(key) ^ mix32(index))
    return (mixed >> np.uint32(8)).astype(np.float64) / 0x1000000


def random_normal(key, count):
    index = np.arange(count, dtype=np.uint32)
    radius = np.sqrt(-2 * np.log(1 - random_uniform(key, index * np.uint32(2))))
    return radius * np.cos(2 * np.pi * random_uniform(key, index * np.uint32(2) + np.uint32(1)))


def gabor_unit(key):
    """A wave in a round window, as a column of 784 weights whose squares sum to 2."""
    draws = random_uniform(key, np.arange(6, dtype=np.uint32))
    centre_x, centre_y = 4 + 19 * draws[0], 4 + 19 * draws[1]
    radius, direction = 2.8 + 2.4 * draws[2], 2 * np.pi * draws[3]
    frequency, phase = 2 * np.pi / (4 + 10 * draws[4]), 2 * np.pi * draws[5]
    y, x = np.mgrid[0:28, 0:28]
    x, y = x - centre_x, y - centre_y
    along = x * np.cos(direction) + y * np.sin(direction)
    wave = np.exp(-(x * x + y * y) / (2 * radius * radius)) * np.cos(frequency * along + phase)
    return wave.reshape(784) * np.sqrt(2 / np.sum(wave * wave))


def initial_kernels():
    """One float32 array [inputs, units] for each dense layer."""
    kernels = []
    for layer, (inputs, units) in enumerate(zip(LAYER_SIZES[:-1], LAYER_SIZES[1:])):
        key = random_key(SEED, 1, layer)
        is_last = layer == len(LAYER_SIZES) - 2
        if layer == 0 and FIRST_LAYER == "gabor":
            kernel = np.stack([gabor_unit(random_key(key, unit)) for unit in range(units)], axis=1)
        elif is_last or ACTIVATION in ("tanh", "sigmoid"):
            limit = math.sqrt(6 / (inputs + units))
            index = np.arange(inputs * units, dtype=np.uint32)
            kernel = limit * (2 * random_uniform(key, index) - 1)
        else:
            kernel = math.sqrt(2 / inputs) * random_normal(key, inputs * units)
        kernels.append(kernel.reshape(inputs, units).astype(np.float32))
    return kernels


def dense_layers(model):
    return [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)]


def start_as_inkling_does(model):
    for layer, kernel in zip(dense_layers(model), initial_kernels()):
        layer.set_weights([kernel, np.zeros(kernel.shape[1], dtype=np.float32)])`;

export const BUILD_MODEL = `def build_model():
    """Pictures [batch, 28, 28] in, probabilities [batch, 10] out."""
    model = keras.Sequential(name="inkling")
    model.add(keras.Input(shape=(28, 28), name="pixels"))
    if AUGMENT and AUGMENT_STRENGTH > 0:
        # They do something in training only.
        turn = 0.26 * AUGMENT_STRENGTH / (2 * math.pi)
        zoom = min(0.2 * AUGMENT_STRENGTH, 0.75)
        shift = 1.5 * AUGMENT_STRENGTH / 28
        blank = {"fill_mode": "constant", "fill_value": 0.0}
        model.add(keras.layers.Reshape((28, 28, 1)))
        model.add(keras.layers.RandomRotation(turn, seed=SEED, **blank))
        model.add(keras.layers.RandomZoom((-zoom, zoom), (-zoom, zoom), seed=SEED + 1, **blank))
        model.add(keras.layers.RandomTranslation(shift, shift, seed=SEED + 2, **blank))
    model.add(keras.layers.Flatten())
    # Every optimiser but AdamW has weight decay as an L2 penalty, whose gradient is twice its factor.
    penalty = WEIGHT_DECAY / 2 if OPTIMIZER != "adamw" else 0.0
    for number, units in enumerate(LAYER_SIZES[1:-1]):
        is_leaky = ACTIVATION == "leakyRelu"
        model.add(
            keras.layers.Dense(
                units,
                activation=None if is_leaky else ACTIVATION,
                kernel_regularizer=keras.regularizers.L2(penalty) if penalty > 0 else None,
                name=f"dense_{number + 1}",
            )
        )
        if is_leaky:
            model.add(keras.layers.LeakyReLU(negative_slope=LEAKY_RELU_SLOPE))
        if DROPOUT > 0:
            model.add(keras.layers.Dropout(DROPOUT, seed=SEED + 3 + number))
    model.add(
        keras.layers.Dense(
            LAYER_SIZES[-1],
            activation="softmax",
            kernel_regularizer=keras.regularizers.L2(penalty) if penalty > 0 else None,
            name=f"dense_{len(LAYER_SIZES) - 1}",
        )
    )
    return model`;

export const SCHEDULE = `@keras.saving.register_keras_serializable(package="inkling")
class InklingSchedule(keras.optimizers.schedules.LearningRateSchedule):
    """The learning rate of each step, counted from 0."""

    def __init__(self, base_rate, kind, total_steps):
        self.base_rate = base_rate
        self.kind = kind
        self.total_steps = total_steps

    def __call__(self, step):
        step = ops.cast(step, "float32")
        if self.kind == "step":
            rate = ops.ones_like(step) * self.base_rate
            for share in (0.5, 0.75, 0.9):
                rate = ops.where(step >= share * self.total_steps, rate * 0.2, rate)
            return rate
        warm_up = self.total_steps // 20
        rising = self.base_rate * (step + 1) / max(1, warm_up)
        progress = (step - warm_up) / max(1, self.total_steps - warm_up)
        falling = self.base_rate * 0.5 * (1 + ops.cos(math.pi * progress))
        return ops.where(step < warm_up, rising, falling)

    def get_config(self):
        return {"base_rate": self.base_rate, "kind": self.kind, "total_steps": self.total_steps}`;
