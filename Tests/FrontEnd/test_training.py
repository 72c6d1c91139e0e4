"""Training from the command line: the four ways, Ctrl-C, progress."""

import os
import re
import time

import pytest

LINES = [
    "let m = toy(n: 20, h: 2, scale: 0.2); let run = train(m, adam, 300)",
    "print(run.final, m.W, m.b)",
]
FOREVER = "let run = train(m, adam, 100000000)"


@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_numbers_in_all_four_ways(tegum, script, prompt, threads):
    program = "\n".join(LINES)
    options = ["--threads", threads]
    outputs = {
        "file": tegum(*options, "run", script(program)).output,
        "-e": tegum(*options, "-e", program).output,
        "pipe": tegum(*options, stdin=program).output,
        "one thread": tegum("--threads", 1, "-e", program).output,
    }
    p = prompt("--quiet", *options)
    outputs["prompt"] = "".join(answer + "\n" for line in LINES if (answer := p.enter(line)))
    assert len(set(outputs.values())) == 1, outputs
    assert outputs["file"].startswith("0.0")


def test_another_seed_gives_other_numbers(tegum):
    program = "\n".join(LINES)
    first = tegum("-e", program).output
    assert tegum("-e", program).output == first
    assert tegum("--seed", "7", "-e", program).output != first
    assert tegum("--seed", "7", "-e", program).output == tegum("-e", "seed(7)\n" + program).output


def test_ctrl_c_keeps_what_was_trained(prompt):
    p = prompt()
    p.enter("let m = toy(n: 90, h: 3, scale: 0.05); var after = 0")
    p.enter("let before = m.W + 0")
    for _ in range(3):
        p.child.send(FOREVER + "; after = 1\r")
        p.settle(0.7)
        assert p.interrupt() < 0.1
        assert "interrupted" in p.child.before
        assert "Run" in p.child.before
        assert p.enter("after") == "0"
        assert int(p.enter("run.steps")) > 0
        assert p.enter("run.loss.count == run.steps") == "true"
        assert p.enter("any(m.W != before)") == "true"
        assert p.enter("ans") == "true"


def test_progress_shows_and_goes(prompt):
    p = prompt(TERM="xterm-256color")
    p.enter("let m = toy(n: 90, h: 3, scale: 0.05)")
    p.child.send(FOREVER + "\r")
    p.until(lambda lines: any("step" in line and "loss" in line and "%" in line for line in lines))
    p.interrupt()
    assert not any("loss" in line and "%" in line for line in p.lines()), p.lines()
    lines = p.lines()
    assert lines[2].endswith(FOREVER) and "interrupted" in lines[3], lines


def test_a_watched_training_draws_over_itself(prompt):
    p = prompt(TERM="xterm-256color")
    p.enter("let m = toy(n: 90, h: 3, scale: 0.05)")
    p.child.send("let run = train(m, adam, 1e9, watch: true)\r")
    steps = []
    for _ in range(3):
        # to the end of the picture: with Ctrl-C, a terminal throws away what it has not shown
        p.child.expect(" step ([0-9]+)\r\n.*?\x1b\\[J", timeout=60)
        steps.append(int(p.child.match[1]))
    assert steps == sorted(set(steps))
    assert p.interrupt() < 0.2
    assert "interrupted" in p.child.before
    # one figure is on the screen
    assert sum(re.match(" *step [0-9]+$", line) is not None for line in p.lines()) == 1, p.lines()
    assert p.enter("run.steps") != "0"


def test_watching_changes_no_bits_and_writes_nothing_into_a_pipe(tegum):
    program = "let m = toy(n: 5, h: 2); train(m, adam, 2000WATCH); print(m.W, m.b, uniform(0, 1))"
    done = [tegum("-e", program.replace("WATCH", watch), TERM="xterm") for watch in ("", ", watch: true")]
    assert done[0].status == done[1].status == 0 and done[0].output == done[1].output and done[1].output.count("\n") < 20, done


def test_a_view_of_ones_own(prompt):
    p = prompt(TERM="xterm-256color")
    p.enter("let m = toy(n: 5, h: 2)")
    p.child.send("train(m, adam, 3000, watch: true) { y, x in mse(y, x) }; nil\r")
    p.wait()
    p.child.send('train(m, adam, 3000, watch: true, view: { run in plot([1, 2], title: "mine") });\r')
    p.wait()
    assert any(line.strip() == "mine" for line in p.lines()), p.lines()
    assert "view gives a figure, not" in p.enter("train(m, adam, 3000, watch: true, view: { run in 3 });")


def test_of_a_list_one_that_trains_is_watched(prompt):
    p = prompt(TERM="xterm-256color")
    p.child.send('let runs = train(many(4) { i in toy(n: 5, h: 2, p: i / 5) }, adam, 4000, watch: true, view: { run in let near = loss(run.model, samples: 500, seed: 1); plot(run.loss, title: "watched") })\r')
    p.wait()
    assert any(line.strip() == "watched" for line in p.lines()), p.lines()
    # which changes no bits
    p.enter("func trained(watch) { let all = many(4) { i in toy(n: 5, h: 2, p: i / 5) }; train(all, adam, 500, watch: watch); map(all) { $0.W } }")
    p.enter("let seen = seed(7) { trained(true) }, unseen = seed(7) { trained(false) };")
    assert p.enter("max(map(0..<4) { i in max(abs(seen[i] - unseen[i])) })") == "0"


@pytest.mark.parametrize("graphics, start", [("kitty", "\x1b_Ga=T"), ("iterm", "\x1b]1337;File="), ("sixel", "\x1bP")])
def test_a_watched_training_in_pixels(graphics, start, prompt):
    p = prompt(TERM="xterm-256color", TEGUM_GRAPHICS=graphics)
    p.enter("let m = toy(n: 5, h: 2)")
    p.child.send("train(m, adam, 1e9, watch: true);\r")
    for _ in range(2):
        # sixty times as long as the first picture took, which is long on a machine with much else to do
        p.child.expect_exact("\x1b7" + start, timeout=60)
        p.child.expect_exact("\x1b8")
    assert p.interrupt() < 1


def test_no_progress_without_a_terminal(tegum):
    done = tegum("--max-time", "1.5", "-e", "let m = toy(n: 90, h: 3, scale: 0.05); " + FOREVER, TERM="xterm-256color")
    assert done.status == 3
    assert "step" not in done.errors and "\r" not in done.errors


def test_a_limit_stops_training(tegum):
    started = time.monotonic()
    done = tegum("--max-time", "1", "-e", "let m = toy(n: 90, h: 3, scale: 0.05); " + FOREVER)
    assert done.status == 3 and "--max-time" in done.errors
    assert time.monotonic() - started < 10


def test_a_figure_shows_as_the_value_of_an_entry(tegum, script, prompt):
    program = "let m = toy(n: 5, h: 2, scale: 0.4); plot(m.W)"
    figure = tegum("-e", program).output
    assert figure.count("\n") > 10 and any(0x2800 < ord(c) < 0x2900 for c in figure)
    assert max(map(len, figure.split("\n"))) <= 80
    assert tegum(script(program)).output == figure
    assert tegum(stdin=program).output == figure
    assert tegum(script(program + ";")).output == ""
    p = prompt(TERM="xterm-256color")
    p.child.send(program + "\r")
    p.wait()
    assert "\x1b[" in p.child.before.replace("\x1b[?2004l", "").replace("\x1b[?2004h", "")


def test_interrupt_in_a_step_of_a_second(prompt):
    """A step that takes long is left in the middle."""
    p = prompt()
    p.enter(
        "let m = model(W_enc: xavier(2048, 512), b_enc: zeros(2048), W_dec: xavier(512, 2048), b_dec: zeros(512), data: sparse(512))"
        " { p, x in p.W_dec @ relu(p.W_enc @ x + p.b_enc) + p.b_dec };"
    )
    p.child.send("let r = train(m, sgd(lr: 0.001), 100, batch: 16384)\r")
    p.settle(3)
    assert p.interrupt() < 0.1
    assert p.enter("r.steps < 100 && all(m.W_enc == r.model.W_enc)") == "true"


def test_interrupt_of_a_list(prompt):
    """Models that train side by side keep what they have; those that had not begun have made no step."""
    p = prompt()
    p.enter("let models = many(6) { i in toy(n: 5, h: 2) };")
    p.child.send("let runs = train(models, adam, 100000000)\r")
    p.settle(1)
    assert p.interrupt() < 0.1
    assert p.enter("runs.count") == "6"
    assert p.enter("runs[0].steps > 0 && runs[5].steps == 0") == "true"
    assert p.enter("all(runs[0].model.W == models[0].W)") == "true"


@pytest.mark.parametrize("models", ["m", "[m, copy(m)]"])
def test_a_sorted_batch_too_large_for_memory_is_refused(tegum, models):
    """Its samples are sorted, all of them at a time: two draws each, three times."""
    batch = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2 // 20
    if batch >= 2**31:
        pytest.skip("this machine has room for the largest batch")
    done = tegum("-e", f"let m = toy(n: 90, h: 3, scale: 0.05); train({models}, adam, 1, batch: {batch})")
    assert done.status == 1
    assert "this would need " in done.errors and "half of this machine's memory" in done.errors
