"""Pictures in pixels at terminals that can show them: what they are asked, and what they are sent."""

import base64
import re
import struct
import zlib

import pytest

PLOT = "plot([1, 3, 2])"
QUESTION = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[>q\x1b[c"


def png_of_kitty(text):
    parts = re.findall("\x1b_G([^;]*);([^\x1b]*)\x1b\\\\", text)
    assert parts[0][0].startswith("a=T,f=100") and [p[0][-1] for p in parts] == ["1"] * (len(parts) - 1) + ["0"]
    assert all(len(p[1]) <= 4096 for p in parts)
    return base64.b64decode("".join(p[1] for p in parts))


def pixels_of_png(png):
    """Rows of colours, each as bytes of red, green and blue, of a file without filters."""
    at, data = 8, b""
    while at < len(png):
        size, name = struct.unpack_from(">I4s", png, at)
        if name == b"IHDR":
            width, height = struct.unpack_from(">II", png, at + 8)
        data += png[at + 8:at + 8 + size] if name == b"IDAT" else b""
        at += size + 12
    lines = zlib.decompress(data)
    pitch = 3 * width + 1
    assert len(lines) == pitch * height and not any(lines[::pitch])
    return [[tuple(lines[i:i + 3]) for i in range(row * pitch + 1, (row + 1) * pitch, 3)] for row in range(height)]


def shown(opened, line=PLOT):
    """What the program writes for a line, as it is."""
    opened.child.send(line + "\r")
    return opened.wait()


def test_kitty_gets_a_png_in_parts(prompt):
    text = shown(prompt(TEGUM_GRAPHICS="kitty"))
    assert png_of_kitty(text)[:8] == b"\x89PNG\r\n\x1a\n"


def test_iterm_gets_a_file(prompt):
    text = shown(prompt(TEGUM_GRAPHICS="iterm"))
    size, data = re.search("\x1b]1337;File=inline=1;size=([0-9]+):([^\x07]*)\x07", text).groups()
    png = base64.b64decode(data)
    assert len(png) == int(size) and png[:8] == b"\x89PNG\r\n\x1a\n"


def pixels_of_sixels(text):
    """Rows of colours, each as hundredths of red, green and blue."""
    width, height, body = re.search('\x1bPq"1;1;([0-9]+);([0-9]+)(.*?)\x1b\\\\', text, re.S).groups()
    palette, rows, column, top, colour = {}, [[None] * int(width) for _ in range(int(height))], 0, 0, None
    for number, shares, count, sign, control in re.findall("#([0-9]+)((?:;[0-9]+)*)|(?:!([0-9]+))?([?-~])|([$-])", body):
        if number and shares:
            palette[number] = tuple(map(int, shares.split(";")[2:]))
        elif number:
            colour = palette[number]
        elif control:
            column, top = 0, top + (6 if control == "-" else 0)
        else:
            for bit in range(6):
                if ord(sign) - 63 >> bit & 1:
                    rows[top + bit][column:column + int(count or 1)] = [colour] * int(count or 1)
            column += int(count or 1)
    return rows


def test_sixels_paint_every_pixel(prompt):
    rows = pixels_of_sixels(shown(prompt(TEGUM_GRAPHICS="sixel")))
    colours = [colour for row in rows for colour in row]
    assert None not in colours and colours.count((100, 100, 100)) > len(colours) / 2
    # the blue line runs without a gap through most of the width
    blue = sorted({column for row in rows for column, (red, _, blue) in enumerate(row) if blue - red > 40})
    assert blue == list(range(blue[0], blue[-1] + 1)) and len(blue) > len(rows[0]) / 2


def test_sixels_are_the_picture(prompt):
    sixels = pixels_of_sixels(shown(prompt(TEGUM_GRAPHICS="sixel")))
    pixels = pixels_of_png(png_of_kitty(shown(prompt(TEGUM_GRAPHICS="kitty"))))
    assert (len(sixels), len(sixels[0])) == (len(pixels), len(pixels[0]))
    # colours that share five bits of each channel are one, and said in whole hundredths
    most = 7 * 100 / 255 + 0.5
    for one, other in zip(sixels, pixels):
        assert all(abs(a - b * 100 / 255) <= most for x, y in zip(one, other) for a, b in zip(x, y))


def test_more_colours_than_sixels_have(prompt):
    text = shown(prompt(TEGUM_GRAPHICS="sixel"), "plot(map(0..<60) { i in map(0..<60) { j in sin(i / 9) * cos(j / 7) } }, title: \"ℓ\")")
    assert len(re.findall("#[0-9]+;2;", text)) == len(set(re.findall("#([0-9]+);2;", text))) <= 256
    assert all(None not in row for row in pixels_of_sixels(text))


@pytest.mark.parametrize("values", ["sin($0)", "sin($0) / if $0 < 9 { 1 } else { 1e6 }"])
def test_a_dense_line_has_no_gap(prompt, values):
    rows = pixels_of_png(png_of_kitty(shown(prompt(TEGUM_GRAPHICS="kitty"), f"plot(map(0..<9000) {{ {values} }})")))
    blue = sorted({column for row in rows for column, (red, _, blue) in enumerate(row) if blue - red > 40})
    assert blue == list(range(blue[0], blue[-1] + 1)) and len(blue) > len(rows[0]) / 2


def test_none_draws_nothing(prompt):
    text = shown(prompt(TEGUM_GRAPHICS="none"))
    assert "a Figure" in text and "┌" not in text


def test_an_unknown_wish_is_said(prompt):
    text = shown(prompt(TEGUM_GRAPHICS="crayon"))
    assert "TEGUM_GRAPHICS is one of text, kitty, iterm, sixel, none, not crayon" in text and "┌" in text


@pytest.mark.parametrize("reply, kind", [
    ("\x1b_Gi=31;OK\x1b\\\x1b[?62;4c", "kitty"), ("\x1bP>|iTerm2 3.5.0\x1b\\\x1b[?64;1;4c", "iterm"), ("\x1b[?62;4;22c", "sixel"), ("\x1b[?64;14c", "text"), ("\x1b[?1;2c", "text")])
def test_the_answer_decides_and_typed_keys_stay(prompt, reply, kind):
    opened = prompt(TERM="xterm", TEGUM_GRAPHICS="")
    opened.child.send(PLOT + "\r")
    opened.child.expect_exact(QUESTION)
    # an entry, with an arrow, that is typed while the terminal thinks
    opened.child.send("7\x1b[D" + reply + "6")
    text = opened.wait()
    assert {"kitty": "\x1b_Ga=T", "iterm": "\x1b]1337;", "sixel": "\x1bPq", "text": "┌"}[kind] in text
    assert opened.enter("").endswith("67")
    # it is asked once
    assert QUESTION not in shown(opened)


def test_no_answer_is_text_after_a_second(prompt):
    text = shown(prompt(TERM="xterm", TEGUM_GRAPHICS=""))
    assert QUESTION in text and "┌" in text


def test_an_answer_that_comes_late_is_no_key(prompt):
    p = prompt(TERM="xterm-256color", TEGUM_GRAPHICS="")
    assert "┌" in shown(p)
    p.child.send("1 + \x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.32)\x1b\\\x1b[?62;4c42\x1b[D")
    assert p.enter("3") == "433"


def test_keys_of_one_who_waits_for_no_answer(prompt):
    p = prompt(TERM="xterm-256color", TEGUM_GRAPHICS="")
    shown(p)
    p.enter("let kept = 41")
    # Alt with a key that a reply begins with, the last word of the entry before; an arrow
    assert p.enter("kept + \x1b_") == "82"
    assert p.enter("1\x1b[D2") == "21"


def test_nothing_but_text_goes_into_a_pipe(tegum):
    done = tegum("-e", PLOT, TEGUM_GRAPHICS="kitty")
    assert done.status == 0 and "\x1b" not in done.output and "┌" in done.output
