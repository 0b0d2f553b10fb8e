export function ConnectedPad() {
  return <div />;
}
