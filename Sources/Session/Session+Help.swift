import Builtins
import Catalogue
import Language
import Syntax

extension Session {
  /// The answer to a question such as `?train`.
  func answer(_ query: Query) throws(Failure) -> Value {
    .object(HelpObject(try Help(interpreter).page(query.topic, wantsSource: query.wantsSource)))
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
