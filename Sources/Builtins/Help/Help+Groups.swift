import Catalogue
import Language

extension Help {
  /// Functions that belong together, in the order of the registry and the standard library.
  struct Group {
    var name: String
    var functions: [Interpreter.NameInfo] = []
  }

  /// All functions that nobody declared in the session, by group.
  var groups: [Group] {
    var groups: [Group] = []
    func add(_ info: Interpreter.NameInfo, to name: String) {
      if let known = groups.firstIndex(where: { $0.name == name }) {
        groups[known].functions.append(info)
      } else {
        groups.append(Group(name: name, functions: [info]))
      }
    }
    for info in interpreter.builtinNames {
      if let builtin = info.builtin { add(info, to: builtin.category) }
    }
    for info in interpreter.libraryNames {
      if let place = info.declaration { add(info, to: group(of: place)) }
    }
    return groups
  }

  /// The page of a group of functions, a line for each; nil where the topic is none.
  func pageOfGroup(_ topic: String) -> HelpPage? {
    guard let group = groups.first(where: { $0.name == topic }) else { return nil }
    let rows: [HelpPage.Row] = group.functions.map { ($0.name, $0.builtin?.summary ?? $0.documentation?.summary ?? "") }
    return HelpPage(
      name: topic, origin: "a group of functions", summary: "", sections: [HelpPage.Section(title: "Functions", rows: rows)])
  }

  /// What `?` alone shows.
  var contents: HelpPage {
    let asking: [HelpPage.Row] = [
      ("?train", "what a name is: a function, a value, a group below"), ("??circle", "its source"),
      ("?m.W", "a member of a value"), ("?syntax", "the language in a page"), ("apropos(\"cluster\")", "all whose help mentions a word"),
      ("help(train)", "the same page as a value; print(help(train)) in a script"),
    ]
    let rows: [HelpPage.Row] = groups.map { ($0.name, $0.functions.map(\.name).joined(separator: ", ")) }
    return HelpPage(
      name: "help", origin: "", summary: "`tegum tour` shows the way through a first session.",
      sections: [HelpPage.Section(title: "Asking", rows: asking), HelpPage.Section(title: "Functions", rows: rows)])
  }

  /// The functions and values whose name or help mentions every one of some words, those with the name first.
  public func apropos(_ text: String) -> HelpPage {
    let words = text.lowercased().split(separator: " ").map(String.init)
    var byName: [HelpPage.Row] = []
    var byText: [HelpPage.Row] = []
    for name in interpreter.allNames {
      guard let info = interpreter.lookUp(name), case .function(let function) = info.value else { continue }
      let page = page(ofFunction: function, name: name, info: info)
      let all = ([name, page.summary] + page.details + page.sections.flatMap(\.rows).flatMap { [$0.name, $0.text] }).map { $0.lowercased() }
      if words.allSatisfy(name.lowercased().contains) {
        byName.append((name, page.summary))
      } else if words.allSatisfy({ word in all.contains { $0.contains(word) } }) {
        byText.append((name, page.summary))
      }
    }
    let rows = byName.sorted { $0.name < $1.name } + byText.sorted { $0.name < $1.name }
    return HelpPage(
      name: "apropos \(quotedText(text))", origin: "", summary: rows.isEmpty ? "Nothing mentions it; ? lists all functions." : "",
      sections: [HelpPage.Section(title: "Functions", rows: rows)])
  }
}
