import JSONSyntax
import Syntax

/// A text that an editor has open.
struct Document {
  let uri: String
  let source: Source
  let index: SourceIndex

  init(uri: String, text: String) {
    self.uri = uri
    source = Source(name: FilePath.of(uri: uri) ?? uri, text: text)
    index = SourceIndex(source)
  }

  /// Where its imports are looked for; nil where it is no file.
  var folder: String? {
    guard let path = FilePath.of(uri: uri), let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension Source {
  /// A stretch of bytes as the protocol writes it.
  func range(_ bytes: Range<Int>) -> JSON {
    func position(_ offset: Int) -> JSON {
      let (line, unit) = utf16Position(of: offset)
      return ["line": .integer(line), "character": .integer(unit)]
    }
    return ["start": position(bytes.lowerBound), "end": position(bytes.upperBound)]
  }
}

/// A place in an open document.
struct Place {
  let document: Document
  /// Bytes before it.
  let offset: Int

  /// What a request's parameters say; nil where that is no place. A request about the whole document has no position.
  init?(_ parameters: JSON, in documents: [String: Document]) {
    guard let uri = parameters["textDocument"]?["uri"]?.string, let document = documents[uri] else { return nil }
    self.document = document
    guard let position = parameters["position"] else {
      offset = 0
      return
    }
    guard let line = position["line"]?.integer, let unit = position["character"]?.integer else { return nil }
    offset = document.source.offset(line: line, unit: unit)
  }
}

/// Paths in `file:` URIs.
enum FilePath {
  /// The path; nil where the URI means no file of this machine.
  static func of(uri: String) -> String? {
    let mark = "file://"
    guard uri.hasPrefix(mark) else { return nil }
    var bytes: [UInt8] = []
    var rest = Array(uri.utf8.dropFirst(mark.utf8.count))[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    let path = String(decoding: bytes, as: UTF8.self)
    return path.hasPrefix("/") && !path.utf8.contains(0) ? path : nil
  }

  /// The URI of a path.
  static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return "file://"
      + path.utf8.map { byte in
        let scalar = Unicode.Scalar(byte)
        let isPlain =
          byte < 0x80 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "/-._~".unicodeScalars.contains(scalar))
        return isPlain ? String(scalar) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }.joined()
  }
}
