"""Runs a program on a real terminal and talks to it.

usage: terminal.py STEPS COLUMNS PROGRAM [ARGUMENT...]
STEPS is JSON: a list of {"wait": text to appear, "send": keys to press} or {"wait": …, "signal": number}. What the
program prints goes to stdout, its exit code is ours; 124 when a text does not appear within 20 seconds.
"""
import fcntl, json, os, pty, select, struct, sys, termios, time

steps, columns, program = json.loads(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    os.execvp(program[0], program)

seen, mark, deadline = b"", 0, time.time() + 20
while True:
    if steps and steps[0]["wait"].encode() in seen[mark:]:
        mark = len(seen)
        time.sleep(0.1)
        step = steps.pop(0)
        if "signal" in step:
            os.kill(child, step["signal"])
        else:
            os.write(terminal, step["send"].encode())
        deadline = time.time() + 20
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
sys.stdout.buffer.write(seen)
sys.stdout.flush()
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.exit(code if code >= 0 else 128 - code)
