import Builtins
import Catalogue
import Language
import Syntax

extension Session {
  /// The answer to a question such as `?train`.
  func answer(_ query: Query) throws(Failure) -> Value {
    .object(HelpObject(try Help(interpreter).page(query.topic, wantsSource: query.wantsSource)))
  }

  /// Help on the name at a cursor, and on the path that leads to it, as `m.W`; else on the function whose call the cursor stands in;
  /// nil where there is neither.
  /// - Parameter cursor: how many bytes of the text stand before it.
  public func help(in text: [UInt8], at cursor: Int, wantsSource: Bool = false) -> ShownValue? {
    let topics = [path(in: text, at: cursor), completion(of: text, at: cursor).call?.function].compactMap { $0 }
    let pages = topics.lazy.compactMap { topic in try? Help(self.interpreter).page(topic, wantsSource: wantsSource) }
    return pages.first.map { shown(.object(HelpObject($0)), isLast: true) }
  }

  /// The name that a cursor touches, with the names before it that points join to it.
  private func path(in text: [UInt8], at cursor: Int) -> String? {
    let lexemes = Lexeme.all(of: text)
    func word(_ i: Int) -> String { String(decoding: text[lexemes[i].range], as: UTF8.self) }
    guard
      var first = lexemes.lastIndex(where: {
        $0.kind == .name && $0.range.lowerBound <= cursor && cursor <= $0.range.upperBound
      })
    else { return nil }
    var path = word(first)
    while first >= 2, word(first - 1) == ".", lexemes[first - 2].kind == .name {
      first -= 2
      path = word(first) + "." + path
    }
    return path
  }

  /// A page for each function of Swift and of the standard library, by group, as Markdown.
  public var reference: String { Reference(interpreter).markdown + "\n" }
  /// The same as a list of pages in JSON, on one line.
  public var referenceJSON: String? { json(Reference(interpreter).value) }
}

extension Session {
  /// Tegum's version, three numbers.
  public static var version: String { Builtins.version }
}
