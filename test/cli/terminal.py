"""Runs a program on a real terminal and talks to it.

usage: terminal.py STEPS COLUMNS PROGRAM [ARGUMENT...]
STEPS is JSON: a list of {"wait": text to appear, "send": keys to press} or {"wait": …, "signal": number}. What the
program prints goes to stdout, its exit code is ours; 124 when a text does not appear within TERMINAL_PATIENCE seconds,
by default 20. With TERMINAL_RECORD=FILE that file gets a line for each piece of what it prints: the seconds since the
start, and the bytes in hexadecimal.
"""
import fcntl, json, os, pty, select, struct, sys, termios, time

steps, columns, program = json.loads(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    os.execvp(program[0], program)

patience = float(os.environ.get("TERMINAL_PATIENCE", 20))
begun = time.time()
record = open(os.environ.get("TERMINAL_RECORD", os.devnull), "w")
seen, mark, deadline = b"", 0, begun + patience
while True:
    if steps and steps[0]["wait"].encode() in seen[mark:]:
        mark = len(seen)
        time.sleep(0.1)
        step = steps.pop(0)
        if "signal" in step:
            os.kill(child, step["signal"])
        else:
            os.write(terminal, step["send"].encode())
        deadline = time.time() + patience
    if time.time() > deadline:
        os.kill(child, 9)
        sys.stdout.buffer.write(seen)
        sys.stderr.write("terminal.py: nothing came of %r\n" % steps)
        sys.exit(124)
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            data = b""
        if not data:
            break
        seen += data
        record.write("%.3f %s\n" % (time.time() - begun, data.hex()))
sys.stdout.buffer.write(seen)
sys.stdout.flush()
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.exit(code if code >= 0 else 128 - code)
