import { Explanation } from '../shared/explanation';
import { Term } from '../shared/term';

const PLATFORMS = {
  title: 'TensorFlow.js guide, platform and environment',
  href: 'https://www.tensorflow.org/js/guide/platform_environment',
};

/** What the panel of this device shows and what to look for. */
export function BenchmarkWords() {
  return (
    <Explanation source={PLATFORMS}>
      An <Term of="engine" /> does the network’s arithmetic. Each is timed here on your network, in{' '}
      <Term of="steps per second" />, and remembered by what your runs came to: the longest bar wins. Look at
      how the order changes with the network: a graphics card shows its strength in wide layers and large
      batches, the processor in small ones. <em>Automatic</em> goes by what trained, else by what was timed;
      where that leaves a doubt, a run tries both in its first second. Changing the engine does not change
      what is learned, rounding aside.
    </Explanation>
  );
}
