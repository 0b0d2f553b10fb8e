import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { RunRecord } from '../../library/run-record';
import type { TakeAwayFormat } from '../../protocol/files';
import { download } from '../shared/download';
import classes from './runs.module.css';

const FORMATS: readonly (readonly [
  group: string,
  formats: readonly (readonly [TakeAwayFormat, string])[],
])[] = [
  ['To open here again', [['inkling', 'Inkling file']]],
  [
    'The network elsewhere',
    [
      ['tfjs', 'TensorFlow.js model'],
      ['onnx', 'ONNX model'],
      ['safetensors', 'Weights as safetensors'],
      ['npz', 'Weights for NumPy'],
    ],
  ],
  [
    'The experiment in Keras',
    [
      ['keras-notebook', 'Notebook'],
      ['keras-script', 'Script, notebook and weights'],
    ],
  ],
  ['On paper', [['report', 'Report to print']]],
];

/** Takes a run away as a file of many kinds. The code for it is fetched when it is asked for. */
export function TakeAway({ run }: { readonly run: RunRecord }) {
  const [isPacking, setPacking] = useState(false);
  const [problem, setProblem] = useState('');
  const take = async (format: TakeAwayFormat): Promise<void> => {
    setPacking(true);
    setProblem('');
    try {
      const { packRun } = await import('../../state/files');
      const { bytes, fileName, type } = await packRun(run, format);
      download(new Blob([bytes], { type }), fileName, type);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'That could not be packed. Please try again.');
    } finally {
      setPacking(false);
    }
  };
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            size="lg"
            loading={isPacking}
            aria-label={`Take ${run.name} away`}
            title="Take it away: as a file, to go on with elsewhere"
            data-testid="take-away"
          >
            <IconDownload size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMATS.map(([group, formats]) => (
            <Fragment key={group}>
              <Menu.Label>{group}</Menu.Label>
              {formats.map(([format, label]) => (
                <Menu.Item key={format} onClick={() => void take(format)}>
                  {label}
                </Menu.Item>
              ))}
            </Fragment>
          ))}
        </Menu.Dropdown>
      </Menu>
      <span role="alert" className={classes['problem']}>
        {problem}
      </span>
    </>
  );
}
