import { DevicePanel } from '../ui/device/device-panel';
import { RunEndPanel } from '../ui/controls/run-end-panel';
import { SettingsPanel } from '../ui/controls/settings-panel';
import classes from './sections.module.css';

export function SettingsSection() {
  return (
    <div className={classes['columns']}>
      <SettingsPanel />
      <div>
        <DevicePanel />
        <RunEndPanel />
      </div>
    </div>
  );
}
