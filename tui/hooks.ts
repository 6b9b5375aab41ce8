/** The terminal's size as it changes. */
import { useStdout } from "ink";
import { useEffect, useState } from "react";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export function useSize(): Size {
  const stdout: NodeJS.WritableStream & { columns?: number; rows?: number } = useStdout().stdout;
  const read = (): Size => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  const [size, setSize] = useState(read);
  useEffect(() => {
    const changed = (): void => setSize(read());
    stdout.on("resize", changed);
    return () => void stdout.off("resize", changed);
  });
  return size;
}
