import { expect, it } from 'vitest';
import { LatestQuestion } from './latest-question';

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

function setUp() {
  const asked: { question: number; answer: (text: string) => void }[] = [];
  const answers: string[] = [];
  const questions = new LatestQuestion<number, string>(
    (question) => new Promise((answer) => asked.push({ question, answer })),
    (answer, question) => answers.push(`${question}: ${answer}`),
  );
  return { questions, asked, answers };
}

it('asks one at a time and skips what is outdated meanwhile', async () => {
  const { questions, asked, answers } = setUp();
  for (const question of [1, 2, 3]) questions.put(question);
  expect(asked.map(({ question }) => question)).toEqual([1]);
  asked[0]!.answer('one');
  await settle();
  expect(asked.map(({ question }) => question)).toEqual([1, 3]);
  asked[1]!.answer('three');
  await settle();
  expect(answers).toEqual(['1: one', '3: three']);
});

it('neither waits for nor hears what was dropped', async () => {
  const { questions, asked, answers } = setUp();
  questions.put(1);
  questions.put(2);
  questions.drop();
  questions.put(3);
  expect(asked.map(({ question }) => question)).toEqual([1, 3]);
  asked[0]!.answer('late');
  asked[1]!.answer('three');
  await settle();
  expect(answers).toEqual(['3: three']);
  expect(asked).toHaveLength(2);
});

it('goes on after a question that was rejected', async () => {
  const answers: string[] = [];
  const questions = new LatestQuestion<number, string>(
    (question) => (question === 1 ? Promise.reject(new Error('no')) : Promise.resolve('yes')),
    (answer, question) => answers.push(`${question}: ${answer}`),
  );
  questions.put(1);
  questions.put(2);
  await settle();
  await settle();
  questions.put(3);
  await settle();
  expect(answers).toEqual(['2: yes', '3: yes']);
  expect(questions.isAsking).toBe(false);
});
