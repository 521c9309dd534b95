/** Sleep that can be ended. */
export type Alarm = Readonly<{
  sleep: (milliseconds: number) => Promise<void>;
  /** Ends this sleep, and every later one before it begins. */
  ring: () => void;
}>;

export function createAlarm(): Alarm {
  let rung = false;
  let wake = (): void => undefined;
  return {
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        if (rung) {
          resolve();
          return;
        }
        const timer = setTimeout(resolve, milliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    ring: () => {
      rung = true;
      wake();
    },
  };
}
