"""What a kernel answers to a client of Jupyter's."""

import pytest
from conftest import plain
from kernels import TIMEOUT, Running, kernel  # noqa: F401
from test_transcript import ENTRIES, FAILING, told

LONG = "train(m, adam, 100000000)"


def test_values_and_numbers(kernel):
    done = kernel.run("1 + 1\n2 + 2")
    assert done.reply["status"] == "ok" and done.reply["execution_count"] == 1
    assert done.only("execute_input") == {"code": "1 + 1\n2 + 2", "execution_count": 1}
    assert done.only("display_data")["data"] == {"text/plain": "2"}
    assert done.only("execute_result")["data"] == {"text/plain": "4"} and done.only("execute_result")["execution_count"] == 1
    assert kernel.value("ans + Out[1]") == "8"
    assert kernel.run("let a = 1").reply["execution_count"] == 3
    assert not kernel.run("a;").all("execute_result")
    # a blank cell is none
    assert kernel.run(" \n").reply["execution_count"] == 4
    assert kernel.run("a").reply["execution_count"] == 5


def test_silent_and_not_stored(kernel):
    quiet = kernel.run("let a = 1; print(a); a", silent=True)
    assert quiet.reply["status"] == "ok"
    assert [message["msg_type"] for message in quiet.messages] == ["status"]
    assert kernel.run("unknown", silent=True).reply["ename"] == "Error"
    beside = kernel.run("a + 1", store_history=False)
    assert beside.only("execute_result")["data"]["text/plain"] == "2" and beside.reply["execution_count"] == 0
    assert kernel.run("a").reply["execution_count"] == 1
    assert [entry[2] for entry in kernel.ask("history", hist_access_type="tail", n=10)["history"]] == ["a"]


@pytest.mark.parametrize("code", ["1 + )", "let m = toy(n: 90, sclae: 3)", "func f(x) { x[5] }; f([1])", "[1, 2] * tensor([1, 2, 3])"])
def test_errors_are_the_prompts(kernel, prompt, code):
    shown = prompt().enter(code)
    done = kernel.run(code)
    error = done.only("error")
    assert done.reply["status"] == "error" and done.reply["ename"] == "Error"
    assert {name: done.reply[name] for name in error} == error
    assert plain("\n".join(error["traceback"])) == shown
    assert error["evalue"] in shown


@pytest.mark.parametrize("failing", FAILING)
def test_a_transcript_is_the_files(kernel, tegum, script, failing):
    expected = tegum(script("\n".join(ENTRIES + [failing])))
    whole = kernel.run("\n".join(ENTRIES + [failing]))
    assert whole.text() == expected.output
    assert told(plain("\n".join(whole.only("error")["traceback"]))) == told(expected.errors)
    kernel.manager.restart_kernel()
    kernel.client.stop_channels()
    kernel.client = kernel.connect()
    cells = [kernel.run(entry) for entry in ENTRIES + [failing]]
    assert "".join(cell.text() for cell in cells) == expected.output
    assert told(plain("\n".join(cells[-1].only("error")["traceback"]))) == told(expected.errors)


def test_output_comes_while_work_goes_on(kernel):
    kernel.run("let m = toy(n: 90, h: 3)")
    request = kernel.client.execute(f'print("begun"); note("noted"); {LONG}')
    assert kernel.until(request, "stream") == {"name": "stdout", "text": "begun\n"}
    assert kernel.until(request, "stream") == {"name": "stderr", "text": "noted\n"}
    kernel.manager.interrupt_kernel()
    assert kernel.finish(request).reply["status"] == "error"


def test_much_output_comes_whole_and_in_order(kernel):
    done = kernel.run("for i in 0..<200000 { print(i) }\nnote(\"end\")")
    assert done.text() == "".join(f"{i}\n" for i in range(200000))
    assert len(done.all("stream")) < 1000 and done.all("stream")[-1] == {"name": "stderr", "text": "end\n"}


def test_a_bar_while_it_trains(kernel):
    kernel.run("let m = toy(n: 90, h: 3)")
    request = kernel.client.execute(LONG)
    first, second = kernel.until(request, "display_data"), kernel.until(request, "update_display_data")
    assert "step " in first["data"]["text/plain"] and "step " in second["data"]["text/plain"] and first["data"] != second["data"]
    kernel.manager.interrupt_kernel()
    rest = kernel.finish(request)
    last = rest.all("update_display_data")[-1]
    assert last["data"] == {"text/plain": ""}
    assert first["transient"] == second["transient"] == last["transient"]


def test_a_watched_training_draws_in_place(kernel):
    request = kernel.client.execute("let m = toy(n: 5, h: 2); train(m, adam, 1e9, watch: true)")
    shown = []
    while len(shown) < 3:
        message = kernel.client.get_iopub_msg(timeout=TIMEOUT)
        if "image/svg+xml" in message["content"].get("data", {}):
            shown.append(message)
    kernel.manager.interrupt_kernel()
    kernel.finish(request)
    assert [message["msg_type"] for message in shown] == ["display_data", "update_display_data", "update_display_data"]
    assert len({message["content"]["transient"]["display_id"] for message in shown}) == 1


def test_cells_behind_one_that_failed_are_aborted(kernel):
    slow = "for i in 0..<3000000 {}; [1][5]"
    requests = [kernel.client.execute(code) for code in (slow, "let a = 1", "print(2)")]
    assert [kernel.finish(request).reply["status"] for request in requests] == ["error", "aborted", "aborted"]
    assert kernel.run("a").reply["status"] == "error"
    requests = [kernel.client.execute(code, stop_on_error=False) for code in (slow, "let a = 1", "a")]
    assert [kernel.finish(request).reply["status"] for request in requests] == ["error", "ok", "ok"]


def test_user_expressions_change_nothing(kernel):
    kernel.run("let a = 2; var b = 1; 5")
    done = kernel.run("seed(3)", user_expressions={
        "double": "2 * a", "draw": "uniform(0, 1)", "wrong": "a[", "missing": "c", "picture": "plot([1, 2])"})
    answers = done.reply["user_expressions"]
    assert answers["double"] == {"status": "ok", "data": {"text/plain": "4"}, "metadata": {}}
    assert "image/svg+xml" in answers["picture"]["data"]
    assert answers["wrong"]["status"] == "error" and "c" in answers["missing"]["evalue"]
    assert not done.all("execute_result") and not done.all("stream") and not done.all("error")
    assert kernel.value("ans") == "5"
    assert kernel.value("uniform(0, 1)") == answers["draw"]["data"]["text/plain"]


def test_cursors_count_code_points(kernel):
    kernel.run("let θscale = 1, 𝔸scale = 2")
    for text, start, match in [
        ("𝔸sc", 0, "𝔸scale"), ('let s = "😀e\u0301"; θs', 15, "θscale"), ('"😀"; toy(n: 3, sc', 15, "scale: "), ("\\alpha", 0, "α")]:
        answer = kernel.ask("complete", text)
        assert (answer["cursor_start"], answer["cursor_end"]) == (start, len(text)), (text, answer)
        assert match in answer["matches"]
        # what stands behind the cursor does not matter
        assert kernel.ask("complete", text + " + 😀", cursor_pos=len(text))["matches"] == answer["matches"]
    assert kernel.ask("complete", "abc", cursor_pos=99)["status"] == "ok"
    assert kernel.ask("complete", "abc", cursor_pos=-1)["status"] == "ok"
    found = kernel.ask("inspect", '"😀"; train', 5)
    assert found["found"] and "train(" in found["data"]["text/plain"] and "text/markdown" in found["data"]


def test_inspect(kernel):
    kernel.run("/// Twice x.\nfunc twice(x) { 2 * x }\nlet m = toy(n: 5, h: 2)")
    assert "Twice x." in kernel.ask("inspect", "twice", 3)["data"]["text/plain"]
    assert "2 * x" in kernel.ask("inspect", "twice", 3, detail_level=1)["data"]["text/plain"]
    assert "Twice x." in kernel.ask("inspect", "twice(", 6)["data"]["text/plain"]
    assert "W" in kernel.ask("inspect", "m.W", 3)["data"]["text/plain"]
    assert not kernel.ask("inspect", "nothingLikeThis", 3)["found"]
    assert not kernel.ask("inspect", "", 0)["found"]


def test_what_is_complete(kernel):
    assert kernel.ask("is_complete", "func f(x) {\n  g([1,")["indent"] == "      "
    assert kernel.ask("is_complete", "1 +") == {"status": "incomplete", "indent": ""}
    assert kernel.ask("is_complete", "let = 1") == {"status": "invalid"}


def test_help_is_a_page(kernel):
    page, = kernel.run("?train").reply["payload"]
    assert page["source"] == "page" and page["start"] == 0
    assert "train(" in page["data"]["text/plain"] and page["data"]["text/markdown"].startswith("### train")


def test_comms_and_debuggers_are_refused(kernel):
    client = kernel.client
    assert kernel.ask("comm_info") == {"status": "ok", "comms": {}}
    message = client.session.msg("comm_open", {"comm_id": "c", "target_name": "widgets", "data": {}})
    client.shell_channel.send(message)
    assert kernel.until(message["header"]["msg_id"], "comm_close")["comm_id"] == "c"
    message = client.session.msg("debug_request", {"type": "request", "seq": 7, "command": "initialize", "arguments": {}})
    client.control_channel.send(message)
    answer = client.get_control_msg(timeout=TIMEOUT)["content"]
    assert answer["success"] is False and answer["request_seq"] == 7 and answer["command"] == "initialize"


def test_two_kernels_and_two_clients(kernel, environment, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    other = Running(folder, environment)
    try:
        kernel.run("let a = 1; seed(1)")
        other.run("let a = 2; seed(1)")
        assert kernel.value("a") == "1" and other.value("a") == "2"
        assert kernel.value("uniform(0, 1)") == other.value("uniform(0, 1)")
    finally:
        other.close()
    second = kernel.connect()
    request = kernel.client.execute("a + 5")
    while (message := second.get_iopub_msg(timeout=TIMEOUT))["msg_type"] != "execute_result":
        pass
    assert message["parent_header"]["msg_id"] == request and message["content"]["data"]["text/plain"] == "6"
    second.stop_channels()
