import Catalogue
import Plotting

extension FileFormat {
  /// A text as it is, or a figure as characters.
  static let text = FileFormat(
    ending: "txt",
    save: { (value, file, _) throws(Failure) in
      if case .string(let text) = value { return try file.append(text) }
      try file.append(try figure(value, "txt", orText: true).text() + "\n")
    }, load: loadedText)

  /// A page of text.
  static let markdown = FileFormat(
    ending: "md",
    save: { (value, file, context) throws(Failure) in
      guard case .string(let text) = value else { throw Failure("a .md file holds a text, not \(context.describe(value))") }
      try file.append(text)
    }, load: loadedText)

  private static let loadedText: @Sendable (InputFile, any Context) throws(Failure) -> Value = { (file, _) throws(Failure) in
    guard let text = String(validating: try file.whole(), as: UTF8.self) else { throw Failure("cannot load \(file.path): it is not UTF-8") }
    return .string(text)
  }
}
