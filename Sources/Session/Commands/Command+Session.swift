import Catalogue
import Language

extension Command {
  static let undo = Command("undo", "", "Go back to the values before the last entry; again for the one before.") {
    (session, _) throws(Failure) in
    guard let moment = session.notebook.popMoment() else { throw Failure("there is nothing to undo") }
    session.restore(moment)
    session.console.note("the values are those before In [\(moment.number)]")
    return .completed(nil)
  }

  static let reset = Command("reset", "", "Forget all names and begin anew; :undo brings them back.") { (session, _) throws(Failure) in
    session.reset()
    return .completed(nil)
  }

  static let seed = Command("seed", "NUMBER", "Set where random numbers start, as seed(7) does.") { (session, text) throws(Failure) in
    guard let number = Int64(text) else { throw Failure(":seed wants a whole number, not \(text.isEmpty ? "nothing" : text)") }
    return session.record(Submission(Array("seed(\(number))".utf8), name: "In [\(session.notebook.count)]", origin: .prompt))
  }

  static let who = Command("who", "", "Show your names with type, shape and bytes, as who does.") { (session, _) throws(Failure) in
    session.console.write(NameList(session.interpreter).text(full: true) + "\n")
    return .completed(nil)
  }

  static let entries = Command("entries", "", "Show the entries with their numbers, for In[3], Out[3] and :edit 3.") {
    (session, _) throws(Failure) in
    for (number, input) in session.notebook.inputs.items.sorted(by: { $0.key < $1.key }) {
      guard case .string(let text) = input else { continue }
      let more = String(repeating: " ", count: String(number).count + 6)
      session.console.write("In [\(number)]: " + text.replacing("\n", with: "\n" + more) + "\n")
    }
    return .completed(nil)
  }

  static let help = Command("help", "", "Show the commands.") { (session, _) throws(Failure) in
    let usages = all.map { ":" + $0.name + ($0.argument.isEmpty ? "" : " " + $0.argument) }
    let width = (usages.map(\.count).max() ?? 0) + 2
    for (usage, command) in zip(usages, all) {
      session.console.write(usage + String(repeating: " ", count: width - usage.count) + command.summary + "\n")
    }
    return .completed(nil)
  }

  static let clear = Command("clear", "", "Clear the screen, or what a notebook's cell shows.") { (session, _) throws(Failure) in
    session.console.clear()
    return .completed(nil)
  }

  static let quit = Command("quit", "", "Leave, as Ctrl-D does.") { (session, _) throws(Failure) in
    session.console.leave()
    return .completed(nil)
  }
}
