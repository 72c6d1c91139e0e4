import Catalogue
import Language

/// The whole reference: a page for each function of Swift and of the standard library, by group. It depends on nothing but them.
public struct Reference: Sendable {
  public struct Group: Sendable {
    public var name: String
    public var pages: [HelpPage]
  }

  public let groups: [Group]

  /// - Parameter interpreter: one in which the standard library is loaded.
  public init(_ interpreter: Interpreter) {
    let help = Help(interpreter)
    groups = help.groups.map { group in
      Group(
        name: group.name,
        pages: group.functions.compactMap { info in
          guard case .function(let function) = info.value else { return nil }
          return help.page(ofFunction: function, name: info.name, info: info)
        })
    }
  }

  /// As one Markdown text, without the last newline.
  public var markdown: String {
    // Numbers keep the address of a group apart from that of a function with its name.
    let contents = groups.enumerated().map { i, group in
      "\(i + 1). **\(group.name)**: \(group.pages.map { "[\($0.name)](#\($0.name.lowercased()))" }.joined(separator: ", "))"
    }
    let intro = """
      # Reference
      Every function of the language, made by `scripts/reference` from what `?name` shows at the prompt. Examples stand with what \
      they print, and run as tests.
      """
    let parts = groups.enumerated().map { i, group in
      (["## \(i + 1). \(group.name)"] + group.pages.map { $0.markdown() }).joined(separator: "\n\n")
    }
    return ([intro, contents.joined(separator: "\n")] + parts).joined(separator: "\n\n")
  }

  /// As a list of pages, for JSON.
  public var value: Value { .list(groups.flatMap(\.pages).map { .object(HelpObject($0)) }) }
}
