/** `train.py`: the experiment as a script that is run from beginning to end, and that other scripts import the network from. */
import { codeParts, type CodeSubject } from './code-parts';

/** The script's text, in ASCII. */
export function trainScript(subject: CodeSubject): string {
  const parts = codeParts(subject);
  const defining = parts.filter(({ defines }) => defines);
  const doing = parts.filter(({ defines }) => !defines);
  const [settings, ...functions] = defining;
  const blocks = [
    docstring(
      subject,
      defining.map(({ words }) => words),
    ),
    settings!.code,
    ...functions.map(({ code }) => code),
    `def main():\n${indented(doing.map(({ code }) => code).join('\n'))}`,
    `def evaluate():\n${indented(EVALUATE_ONLY)}`,
    `if __name__ == "__main__":\n    import sys\n\n    if "--evaluate" in sys.argv[1:]:\n        evaluate()\n    else:\n        main()`,
  ];
  return `${blocks.join('\n\n\n')}\n`;
}

const EVALUATE_ONLY = `model = build_model()
model.load_weights("inkling.weights.h5")
x_test, y_test = load_digits()["test"]
plot_digits(x_test, y_test, report(model, x_test, y_test))`;

/** Plain letters only, so that nothing in a name ends the text or its encoding. */
const plain = (text: string): string =>
  text
    .replaceAll('’', "'")
    .replaceAll('×', 'x')
    .replaceAll(/[^\u0020-\u007e]/g, '?')
    .replaceAll(/["\\]/g, "'");

function docstring({ name, remarks }: CodeSubject, words: readonly string[]): string {
  const lines = [
    `The run "${name}" of Inkling as a program for Keras 3, on any backend.`,
    '',
    'pip install keras scikit-learn matplotlib, and one of jax, torch and tensorflow;',
    'KERAS_BACKEND=jax python train.py',
    '',
    ...[...remarks, ...words].filter((sentence) => sentence !== ''),
  ];
  return `"""${lines.map(plain).join('\n')}\n"""`;
}

const indented = (code: string): string =>
  code
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
