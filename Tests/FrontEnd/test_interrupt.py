"""Ctrl-C in every state."""

import os
import signal
import subprocess
import time

import pytest
from conftest import BINARY, MORE

# What a user takes for at once; measured at 10 to 60 ms.
AT_ONCE = 0.1


def test_at_an_empty_line(prompt):
    p = prompt()
    p.enter("let kept = 1")
    for _ in range(3):
        assert p.interrupt() < AT_ONCE
    assert p.enter("kept") == "1"


def test_in_a_half_line(prompt):
    p = prompt()
    p.enter("let kept = 1")
    p.child.send("let kept = 2")
    p.settle(0.1)
    assert p.interrupt() < AT_ONCE
    assert p.enter("kept") == "1"


def test_in_a_continuation(prompt):
    p = prompt()
    p.enter("func f() {", then=MORE)
    assert p.interrupt() < AT_ONCE
    assert p.enter("1 + 1") == "2"
    p.enter("func f() {", then=MORE)
    p.child.send("  half")
    p.settle(0.1)
    assert p.interrupt() < AT_ONCE
    assert p.enter("1 + 1") == "2"


@pytest.mark.parametrize("work", ["while true {}", "for i in 0..<10 { while true { let x = [i] } }", "func f(n) { f(n) }; while true { try { f(1) } catch e {} }",
    "let A = ones(4000, 4000); A @ A"])
def test_in_work(prompt, work):
    p = prompt()
    p.enter("let kept = 1")
    for _ in range(3):
        p.child.send(work + "\r")
        p.settle(0.3)
        assert p.interrupt() < AT_ONCE
        assert "interrupted" in p.child.before
        assert p.enter("kept") == "1"


def test_twice_in_work(prompt):
    p = prompt()
    p.enter("let kept = 1")
    p.child.send("while true {}\r")
    p.settle(0.2)
    p.child.send("\x03\x03")
    p.settle(0.3)
    assert p.enter("kept", then="1\r\n") == ""
    p.wait()


def test_the_rest_is_dropped(prompt):
    p = prompt()
    p.child.send("\x1b[200~let a = 1\rwhile true {}\rlet a = 2\r\x1b[201~\r")
    p.settle(0.3)
    p.interrupt()
    assert p.enter("a") == "1"


def test_cannot_be_caught(prompt):
    p = prompt()
    p.child.send("try { while true {} } catch e { 5 }\r")
    p.settle(0.2)
    p.interrupt()
    assert p.enter("1 + 1") == "2"


def test_a_script_ends_with_130(script, prompt):
    path = script('print("on")\nwhile true {}\nprint("never")')
    p = prompt("run", path)
    p.wait("on\r\n")
    time.sleep(0.1)
    p.child.send("\x03")
    assert p.status() == 130
    assert "never" not in p.child.before


def test_a_signal_without_terminal(script, environment):
    path = script('print("on")\nwhile true {}')
    for arguments in [[path], ["-e", 'while true {}']]:
        child = subprocess.Popen([BINARY, *arguments], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.5)
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate(timeout=10)
        assert child.returncode == 130
        assert b"interrupted" in errors


def test_while_waiting_for_standard_input(environment):
    reading, writing = os.pipe()
    child = subprocess.Popen([BINARY], env=environment, stdin=reading, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    assert child.wait(timeout=10) == 130
    os.close(writing)


def test_stopping_and_going_on(prompt):
    p = prompt()
    p.child.send("1 + 1")
    p.settle(0.1)
    p.child.send("\x1a")
    p.settle(0.2)
    p.child.kill(signal.SIGCONT)
    assert "2" in p.enter("")


@pytest.mark.parametrize("before", ["", "let half = ", "func f() {\r", "func f() {\r  half", '"open', "\x12search", "train(\t\t", "\x1b[200~a\rb"])
def test_twice_in_any_state_and_no_key_is_eaten(prompt, before):
    for term in ["dumb", "xterm-256color"]:
        p = prompt("--quiet", TERM=term)
        p.enter("let kept = 41")
        p.child.send(before)
        p.settle(0.15)
        p.child.send("\x03")
        p.wait()
        p.child.send("\x03")
        p.wait()
        p.child.send("kept + 1\r")
        p.until(lambda lines: "42" in lines)


def test_keys_behind_the_interrupt_are_kept(prompt):
    p = prompt("--quiet")
    for _ in range(20):
        p.child.send("while true {}\r")
        p.settle(0.05)
        p.child.send("\x03")
        p.wait()
        p.child.send("6 * 7\r")
        p.wait("42\r\n")
        p.wait()


def test_what_scrolls_by_stops(prompt):
    p = prompt("--quiet")
    p.child.send('let s = join(list(0..<2000000), "\\n"); print(s)\r')
    p.wait("12345")
    assert p.interrupt() < 5
    assert p.enter("s.count") == "14888889"


def test_within_an_entry_of_several_lines_the_next_prompt_is_below_it(prompt):
    p = prompt("--quiet", TERM="xterm-256color")
    p.child.send("\x1b[200~[1,\r2,\r3]\x1b[201~\x1b[A\x1b[A")
    p.settle()
    p.interrupt()
    assert p.enter("4") == "4"
    assert p.lines() == ["tegum> [1,", "2,", "3]^C", "tegum> 4", "4", "tegum>"]
