import Builtins
import Catalogue
@preconcurrency import Glibc
import Syntax

/// Scripts as texts, for tools that rewrite them.
public enum ScriptText {
  /// Why there is no result, as the user reads it.
  public struct Problem: Error {
    public let text: String
  }

  /// A script in the style of the standard library; the parser's error where it is none.
  /// - Parameter name: what the error calls it.
  public static func formatted(_ text: [UInt8], name: String) -> Result<String, Problem> {
    var sources = SourceMap()
    let source = sources.add(name: name, bytes: text)
    do {
      return .success(try SourceFormatter.format(source))
    } catch {
      return .failure(Problem(text: error.rendered(in: sources)))
    }
  }

  /// Writes a file anew: beside it, then renamed. A link stays one, and the file's permissions stay.
  /// - Parameter folder: made where it is missing; nil for none.
  /// - Returns: why that failed; then the file is as it was.
  public static func replace(_ path: String, with text: String, inNewFolder folder: String? = nil) -> String? {
    replace(path, with: Array(text.utf8), inNewFolder: folder)
  }

  /// The same with bytes.
  public static func replace(_ path: String, with bytes: [UInt8], inNewFolder folder: String? = nil) -> String? {
    if let folder { mkdir(folder, 0o777) }
    let resolved = realpath(path, nil)
    defer { free(resolved) }
    do {
      try OutputFile.write(to: resolved.map { String(cString: $0) } ?? path) { (file) throws(Failure) in try file.append(bytes) }
      return nil
    } catch {
      return error.message
    }
  }
}
