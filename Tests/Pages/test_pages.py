"""Pages that the program writes, in a browser without a network: they turn, zoom, tell, leave out, and fall back to the SVG."""

import subprocess

import pytest
from conftest import BINARY

SPACE = 'let t = arange(12) / 12 * 2 * pi; save(plot(stack([cos(t), sin(t), cos(3 * t) / 2]), title: "a <b> & \\"c\\" </script>"), "space.html")'
PLANE = 'save(plot([[1, 0, -1, 0], [0, 1, 0, -1]]), "plane.html")'
LINE = 'save(plot([3, 1, 2]), "line.html")'
MOVIE = 'let m = toy(n: 5, h: 2); save(animate(train(m, adam, 200, record: 5), seconds: 1), "movie.html")'
TURNING = 'save(movie(map([1, 2]) { k in plot(k * stack([cos(t), sin(t), cos(3 * t) / 2]), title: "k = \\(k)", tell: (bias: k * arange(12))) }), "turning.html")'
PAIR = 'save(row(plot([[1, 0], [0, 1], [0, 0]]), arrows([[1, 0, 1], [0, 1, 1], [0, 0, 1]]), plot([1, 2])), "pair.html")'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    subprocess.run([BINARY, "-e", "; ".join([SPACE, PLANE, LINE, MOVIE, TURNING, PAIR])], cwd=folder, check=True, timeout=60)
    return folder


@pytest.fixture
def show(browser, folder):
    """Opens a page; fails where it asks the network for something or a script throws."""
    opened = []

    def open_page(name, **settings):
        context = browser.new_context(viewport={"width": 800, "height": 700}, **settings)
        page = context.new_page()
        problems = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: request.url.startswith("file:") or problems.append(request.url))
        page.goto((folder / name).as_uri())
        opened.append((context, problems))
        return page

    yield open_page
    for context, problems in opened:
        context.close()
        assert problems == []


def settle(page):
    """Waits until what was asked for has been drawn."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def pixels(page, number=0):
    settle(page)
    return page.evaluate("(i) => document.querySelectorAll('canvas')[i].toDataURL()", number)


def inked(page):
    """How many pixels are not blank."""
    settle(page)
    return page.evaluate("""(() => {
      const canvas = document.querySelector('canvas');
      const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      let count = 0;
      for (let i = 3; i < data.length; i += 4) count += data[i] > 0;
      return count;
    })()""")


def middle(page):
    box = page.locator("canvas").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def find(page, number):
    """Moves the pointer over the picture until a point says its number; gives where."""
    settle(page)
    box = page.locator("canvas").bounding_box()
    for y in range(int(box["y"]), int(box["y"] + box["height"]), 12):
        for x in range(int(box["x"]), int(box["x"] + box["width"]), 12):
            page.mouse.move(x, y)
            if page.locator("main > output").text_content().startswith(f"feature {number} "):
                return x, y
    raise AssertionError(f"no place says feature {number}")


def test_the_mouse_turns_space(show):
    page = show("space.html")
    before = pixels(page)
    x, y = middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y + 30)
    page.mouse.up()
    turned = pixels(page)
    assert turned != before
    page.keyboard.press("0")
    page.mouse.move(1, 1)
    assert pixels(page) == before


def test_a_picture_is_drawn_once_however_often_the_pointer_moves(show):
    page = show("plane.html")
    x, y = find(page, 1)
    settle(page)
    page.evaluate("""(() => {
      const pen = document.querySelector('canvas').getContext('2d'), fill = pen.fill;
      window.fills = 0;
      pen.fill = () => { window.fills += 1; fill.call(pen); };
    })()""")

    def move(places):
        page.evaluate("""(places) => {
          for (const [x, y] of places)
            document.querySelector('canvas').dispatchEvent(new PointerEvent('pointermove', { pointerId: 1, clientX: x, clientY: y, bubbles: true }));
        }""", places)
        settle(page)
        return page.evaluate("window.fills")

    # over the same point nothing changes; away from it and back again is one picture of the four points
    assert move([[x, y], [x, y]]) == 0
    assert move([[1, 1], [x, y], [1, 1]]) == 4


def test_keys_turn_and_zoom(show):
    page = show("space.html")
    page.locator("canvas").focus()
    seen = {pixels(page)}
    for key in ("ArrowLeft", "ArrowUp", "+", "-", "-"):
        page.keyboard.press(key)
        seen.add(pixels(page))
    # zooming in and out again comes back to the same picture
    assert len(seen) == 5


def test_the_wheel_zooms(show):
    page = show("plane.html")
    before = pixels(page)
    page.mouse.move(*middle(page))
    page.mouse.wheel(0, -300)
    page.wait_for_function("before => document.querySelector('canvas').toDataURL() !== before", arg=before)


def test_two_fingers_zoom(show):
    page = show("plane.html", has_touch=True)
    before = pixels(page)
    page.evaluate("""(() => {
      const canvas = document.querySelector('canvas');
      const send = (type, id, x) => canvas.dispatchEvent(new PointerEvent(type, { pointerId: id, clientX: x, clientY: 200, bubbles: true }));
      send('pointerdown', 11, 300); send('pointerdown', 12, 400);
      send('pointermove', 12, 500); send('pointerup', 11, 300); send('pointerup', 12, 500);
    })()""")
    assert pixels(page) != before


def test_a_point_says_what_it_is_and_can_be_left_out(show):
    page = show("plane.html")
    x, y = find(page, 1)
    assert page.locator("main > output").text_content() == "feature 1 · norm 1.000 · angle 90.0°"
    page.mouse.click(x, y)
    assert page.locator("main > output").text_content().endswith("left out")
    hidden = inked(page)
    page.get_by_role("button", name="show all").click()
    assert inked(page) > hidden


def test_keys_tell_of_points_and_leave_them_out(show):
    page, said = show("plane.html"), "main > output"
    page.locator("canvas").focus()
    for key, number in (("n", 0), ("n", 1), ("p", 0), ("p", 3)):
        page.keyboard.press(key)
        assert page.locator(said).text_content().startswith(f"feature {number} "), key
    page.keyboard.press("Enter")
    assert page.locator(said).text_content().endswith("left out")
    page.keyboard.press("Enter")
    assert not page.locator(said).text_content().endswith("left out")


def test_the_slider_shows_the_first(show):
    page = show("space.html")
    everything = inked(page)
    page.evaluate("(() => { const s = document.forms.points.elements.first; s.value = 3; s.dispatchEvent(new Event('input')); })()")
    assert inked(page) < everything
    assert page.locator("output[name=count]").text_content() == "3"


def test_other_pictures_zoom_too(show):
    page = show("line.html")
    assert page.locator("canvas").count() == 0
    before = page.locator("svg").get_attribute("viewBox")
    page.locator("svg").focus()
    page.keyboard.press("+")
    assert page.locator("svg").get_attribute("viewBox") != before


def marked(page):
    """Columns of the pixels of a movie that have the colour of the mark on the loss."""
    return page.evaluate("""async () => {
      const picture = new Image(), svg = document.querySelector('svg');
      picture.src = 'data:image/svg+xml,' + encodeURIComponent(new XMLSerializer().serializeToString(svg));
      await picture.decode();
      const canvas = new OffscreenCanvas(svg.viewBox.baseVal.width, svg.viewBox.baseVal.height), pen = canvas.getContext('2d');
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const data = pen.getImageData(0, 0, canvas.width, canvas.height).data, places = [];
      for (let i = 0; i < data.length; i += 4)
        if (data[i] === 0xd5 && data[i + 1] === 0x5e && data[i + 2] === 0) places.push(i / 4 % canvas.width);
      return places;
    }""")


def to_frame(page, number):
    page.evaluate("(n) => { const s = document.forms.frames.elements.frame; s.value = n; s.dispatchEvent(new Event('input')); }", number)


def test_the_slider_moves_the_frames(show):
    page = show("movie.html")
    assert page.locator("output[name=number]").text_content() == "5 of 5"
    places, pictures = [], set()
    for number in range(5):
        to_frame(page, number)
        places.append(marked(page))
        pictures.add(pixels(page))
    assert len(pictures) == 5
    # the mark goes to the right, in even steps
    middles = [sum(place) / len(place) for place in places]
    steps = [b - a for a, b in zip(middles, middles[1:])]
    assert all(len(place) > 40 for place in places) and max(steps[:3]) - min(steps[:3]) < 1, middles


def test_the_frames_of_a_movie_turn_and_show_the_first(show):
    page = show("turning.html")
    to_frame(page, 0)
    straight = pixels(page)
    x, y = middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y + 30)
    page.mouse.up()
    turned, full = pixels(page), inked(page)
    assert turned != straight
    to_frame(page, 1)
    assert pixels(page) != turned
    # another frame is seen from where the last one was
    to_frame(page, 0)
    page.mouse.move(1, 1)
    assert pixels(page) == turned
    page.evaluate("(() => { const s = document.forms.points.elements.first; s.value = 3; s.dispatchEvent(new Event('input')); })()")
    assert inked(page) < full


def test_a_point_of_a_movie_says_what_it_is(show):
    page = show("turning.html")
    for number, bias in ((1, "8.000"), (0, "4.000")):
        to_frame(page, number)
        page.locator("canvas").focus()
        for _ in range(5 if number == 1 else 12):
            page.keyboard.press("n")
        assert page.locator("main > output").text_content().endswith(f" · bias {bias}")


def test_each_figure_of_points_turns_by_itself(show):
    page = show("pair.html")
    assert page.locator("canvas").count() == 2
    before = [pixels(page, i) for i in range(2)]
    page.locator("canvas").nth(1).focus()
    page.keyboard.press("ArrowLeft")
    after = [pixels(page, i) for i in range(2)]
    assert after[0] == before[0] and after[1] != before[1]
    # they lie over their places in the picture
    boxes = [page.locator("canvas").nth(i).bounding_box() for i in range(2)]
    sheet = page.locator("svg").bounding_box()
    assert abs(boxes[0]["x"] - sheet["x"]) < 1 and abs(boxes[1]["x"] - boxes[0]["x"] - boxes[0]["width"]) < 1
    assert page.locator("form[name=points] output").text_content() == "3"


def test_a_movie_plays_and_pauses(show):
    page = show("movie.html")
    play = page.locator("button[name=play]")
    play.focus()
    page.keyboard.press("Space")
    assert play.text_content() == "pause"
    page.wait_for_function("document.forms.frames.elements.frame.value === '2'")
    page.keyboard.press("Space")
    seen = page.locator("output[name=number]").text_content()
    page.wait_for_timeout(500)
    assert page.locator("output[name=number]").text_content() == seen and play.text_content() == "play"


def test_without_javascript_there_is_the_svg(show):
    page = show("space.html", java_script_enabled=False)
    assert page.locator("svg").is_visible() and not page.locator("form").is_visible()
    assert page.locator("svg > title").text_content() == 'a <b> & "c" </script>'


def test_texts_of_the_user_are_texts(show):
    page = show("space.html")
    assert page.title() == 'a <b> & "c" </script>'
    assert page.locator("b").count() == 0
