import { DevicePanel } from '../ui/device/device-panel';
import { SettingsPanel } from '../ui/controls/settings-panel';
import classes from './sections.module.css';

export function SettingsSection() {
  return (
    <div className={classes['columns']}>
      <SettingsPanel />
      <DevicePanel />
    </div>
  );
}
