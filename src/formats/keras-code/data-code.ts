/** The parts of the Keras program that load digits, share them out, and show what came of it. */

export const LOAD_DIGITS = `def load_digits():
    """Splits of (pictures [count, 28, 28], float32 from 0 to 1; labels [count])."""
    (x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
    x_train = x_train.astype("float32") / 255.0
    x_test = x_test.astype("float32") / 255.0
    return {
        "train": (x_train[:-VALIDATION_COUNT], y_train[:-VALIDATION_COUNT]),
        "validation": (x_train[-VALIDATION_COUNT:], y_train[-VALIDATION_COUNT:]),
        "test": (x_test, y_test),
    }`;

export const DISTRIBUTION = `def distribute(digits):
    """Sets up all devices there are. Returns this process's number and how many there are."""
    process = int(os.environ.get("KERAS_DISTRIBUTION_PROCESS_ID", "0"))
    process_count = int(os.environ.get("KERAS_DISTRIBUTION_NUM_PROCESSES", "1"))
    if process_count > 1:
        keras.distribution.initialize()
        keras.utils.set_random_seed(SEED)
    if keras.backend.backend() != "jax":
        return process, process_count
    devices = keras.distribution.list_devices()
    # Every batch must be shared out evenly, the last of each split too.
    even = math.gcd(BATCH_SIZE, *(len(labels) % BATCH_SIZE for _, labels in digits.values()))
    count = len(devices) if process_count > 1 else max(n for n in range(1, len(devices) + 1) if even % n == 0)
    if count > 1:
        keras.distribution.set_distribution(keras.distribution.DataParallel(devices=devices[:count]))
    print(f"{count} of {len(devices)} devices")
    return process, process_count`;

export const RESULTS = `def plot_curves(history):
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
    epochs = range(1, len(history["loss"]) + 1)
    for axes, metric in ((left, "loss"), (right, "accuracy")):
        axes.plot(epochs, history[metric], label="training")
        axes.plot(epochs, history[f"val_{metric}"], label="validation")
        axes.set_xlabel("epoch")
        axes.set_ylabel(metric)
        axes.legend()
    figure.suptitle(NAME, parse_math=False)
    figure.savefig("curves.png", dpi=150)
    plt.show()


def report(model, pictures, labels):
    """scikit-learn's report and confusion matrix."""
    from sklearn.metrics import classification_report, confusion_matrix

    predicted = np.argmax(model.predict(pictures, batch_size=BATCH_SIZE, verbose=0), axis=1)
    print(classification_report(labels, predicted, target_names=CLASS_NAMES, digits=4))
    print(confusion_matrix(labels, predicted))
    print(f"test accuracy {np.mean(predicted == labels):.4f}")
    return predicted


def plot_digits(pictures, labels, predicted, count=20):
    """Digits that were read wrong, or any where none were."""
    import matplotlib.pyplot as plt

    wrong = np.flatnonzero(predicted != labels)[:count]
    places = wrong if len(wrong) > 0 else np.arange(count)
    figure, grid = plt.subplots(2, count // 2, figsize=(count // 2 + 1, 3))
    for axes in grid.flat:
        axes.axis("off")
    for axes, place in zip(grid.flat, places):
        axes.imshow(pictures[place], cmap="gray_r", vmin=0, vmax=1)
        axes.set_title(f"{CLASS_NAMES[labels[place]]} as {CLASS_NAMES[predicted[place]]}", fontsize=8)
    figure.savefig("digits.png", dpi=150)
    plt.show()`;

export const EVALUATION = `if process_count == 1:
    x_test, y_test = digits["test"]
    plot_digits(x_test, y_test, report(model, x_test, y_test))`;
