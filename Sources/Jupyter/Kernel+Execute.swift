@preconcurrency import Glibc
import JSONSyntax
import Session

/// What a front end says of a cell that is to run.
private struct CellRequest {
  let code: String
  /// Nobody is to see what it writes.
  let isSilent: Bool
  /// It gets a number, and is remembered.
  let isStored: Bool
  /// The cells behind it are not to run where it fails.
  let stopsOthers: Bool

  init(_ content: JSON) {
    code = content["code"]?.string ?? ""
    isSilent = content["silent"] == .bool(true)
    isStored = !isSilent && content["store_history"] != .bool(false) && !code.allSatisfy(\.isWhitespace)
    stopsOthers = content["stop_on_error"] != .bool(false)
  }
}

extension Kernel {
  /// Runs a cell.
  /// - Returns: cells behind it that are not to run, since it failed.
  func execute(_ request: Message) -> [Message] {
    let cell = CellRequest(request.content)
    let number = cell.isStored ? session.nextNumber : session.nextNumber - 1
    let started = KernelIdentity.date()
    if !cell.isSilent {
      outbox.publish("execute_input", ["code": .string(cell.code), "execution_count": .integer(number)], answering: request)
    }
    console.begin(cell.isSilent ? .keep : .publish(request, number: number))
    interrupt.clear()
    let outcome = session.run(
      Submission(Array(cell.code.utf8), name: cell.isStored ? "In [\(number)]" : "In", origin: cell.isStored ? .prompt : .expression))
    console.endProgress()
    if cell.isStored { history.add(cell.code, number: number, output: console.value?.plainText) }
    var answer = [JSON.Member("execution_count", .integer(number))]
    var dropped: [Message] = []
    if let error = Self.error(outcome, console) {
      if !cell.isSilent { outbox.publish("error", .object(error), answering: request) }
      if cell.stopsOthers { dropped = sentTogether() }
      answer += [JSON.Member("status", .string("error"))] + error
    } else {
      answer += [JSON.Member("status", .string("ok")), JSON.Member("payload", .array(console.payload))]
      answer.append(JSON.Member("user_expressions", userExpressions(request.content["user_expressions"])))
    }
    outbox.reply("execute_reply", .object(answer), to: request, metadata: ["started": .string(started)])
    return dropped
  }

  /// Takes out the cells that wait, and those that were sent with them and are a little late. Who waits for a reply has sent none.
  private func sentTogether() -> [Message] {
    usleep(20_000)
    return mailbox.withdraw("execute_request")
  }

  /// How work failed, as members of messages; nil where it did not.
  private static func error(_ outcome: Outcome, _ console: KernelConsole) -> [JSON.Member]? {
    let name: String
    switch outcome {
    case .completed: return nil
    case .failed: name = "Error"
    case .interrupted: name = "Interrupted"
    }
    let lines = (console.failure?.text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    return [
      JSON.Member("ename", .string(name)), JSON.Member("evalue", .string(console.failure?.message ?? "")),
      JSON.Member("traceback", .array(lines.map { .string(String($0)) })),
    ]
  }

  /// The values of expressions that a front end wants to know, by its names for them.
  private func userExpressions(_ wanted: JSON?) -> JSON {
    guard case .object(let expressions) = wanted else { return [:] }
    return .object(
      expressions.map { expression in
        console.begin(.keep)
        let outcome = session.peek(Array((expression.value.string ?? "").utf8), name: expression.name)
        let answer: [JSON.Member]
        if let error = Self.error(outcome, console) {
          answer = [JSON.Member("status", .string("error"))] + error
        } else {
          answer = [
            JSON.Member("status", .string("ok")), JSON.Member("data", console.value?.bundle ?? [:]), JSON.Member("metadata", [:]),
          ]
        }
        return JSON.Member(expression.name, .object(answer))
      })
  }
}
