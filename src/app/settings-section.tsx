import { Stack } from '@mantine/core';
import { DevicePanel } from '../ui/device/device-panel';
import { PacePanel } from '../ui/controls/pace-panel';
import { RunEndPanel } from '../ui/controls/run-end-panel';
import { SettingsPanel } from '../ui/controls/settings-panel';
import classes from './sections.module.css';

export function SettingsSection() {
  return (
    <div className={classes['columns']}>
      <SettingsPanel />
      <Stack gap="md">
        <DevicePanel />
        <PacePanel />
        <RunEndPanel />
      </Stack>
    </div>
  );
}
