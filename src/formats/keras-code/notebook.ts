/** The experiment as a Jupyter notebook: https://nbformat.readthedocs.io/en/latest/format_description.html, version 4.5. */
import { codeParts, type CodeSubject } from './code-parts';

/** The notebook's JSON. */
export function notebook(subject: CodeSubject): string {
  const { name, remarks } = subject;
  const parts = codeParts(subject);
  const cells = [
    markdown('title', [
      `# ${escaped(name)}`,
      'A run of Inkling as a program for Keras 3, on any backend.',
      ...remarks.map(escaped),
    ]),
    code(
      'backend',
      '# Before Keras is imported: "jax", "torch" or "tensorflow".\nimport os\n\nos.environ.setdefault("KERAS_BACKEND", "jax")',
    ),
    ...parts.flatMap((part, i) => [
      markdown(`words-${i}`, [`## ${part.heading}`, part.words]),
      code(`code-${i}`, part.code),
    ]),
  ];
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, undefined, 1)}\n`;
}

/** What Markdown, and HTML within it, would take for its own. */
const escaped = (text: string): string => text.replaceAll(/[\\`*_{}[\]<>#|&]/g, (sign) => `\\${sign}`);

const lines = (text: string): string[] => text.split(/(?<=\n)/);

const markdown = (id: string, paragraphs: readonly string[]) => ({
  cell_type: 'markdown',
  id,
  metadata: {},
  source: lines(paragraphs.filter((text) => text !== '').join('\n\n')),
});

const code = (id: string, source: string) => ({
  cell_type: 'code',
  execution_count: null,
  id,
  metadata: {},
  outputs: [],
  source: lines(source),
});
