import { Button, type ButtonProps } from '@mantine/core';

interface SteadyButtonProps extends ButtonProps {
  /** Whether pressing it does nothing now. */
  readonly unavailable: boolean;
  readonly onClick: () => void;
}

/** A button for what is not always possible. Not `disabled`: the focus would fall out of one that disables itself when pressed. */
export function SteadyButton({ unavailable, onClick, ...look }: SteadyButtonProps) {
  return (
    <Button
      {...look}
      aria-disabled={unavailable}
      data-disabled={unavailable}
      onClick={() => {
        if (!unavailable) onClick();
      }}
    />
  );
}
