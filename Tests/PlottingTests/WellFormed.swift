import Foundation

/// Parses a document; nil where it is well-formed XML, otherwise what is wrong. It knows what the pictures use: elements, attributes
/// in double quotes, text, and four entities.
func malformation(_ document: String) -> String? {
  var open: [Substring] = []
  var rest = document[...]
  while let start = rest.firstIndex(of: "<") {
    if let wrong = malformedText(rest[..<start], isInside: !open.isEmpty) { return wrong }
    guard let end = rest[start...].firstIndex(of: ">") else { return "a tag isn't closed" }
    let tag = rest[rest.index(after: start)..<end]
    rest = rest[rest.index(after: end)...]
    if tag.hasPrefix("/") {
      guard open.popLast() == tag.dropFirst() else { return "</\(tag.dropFirst())> closes nothing" }
      continue
    }
    let name = tag.prefix { $0.isLetter }
    if let wrong = malformedAttributes(tag.dropFirst(name.count)) { return "<\(name)>: \(wrong)" }
    if !tag.hasSuffix("/") { open.append(name) }
  }
  if let wrong = malformedText(rest, isInside: false) { return wrong }
  return open.isEmpty ? nil : "<\(open[0])> isn't closed"
}

private func malformedText(_ text: Substring, isInside: Bool) -> String? {
  if !isInside, !text.allSatisfy(\.isWhitespace) { return "text outside of the document" }
  if text.contains(">") { return "a bare >" }
  if text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" }) { return "a control character" }
  for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
    guard ["lt;", "gt;", "amp;", "quot;"].contains(where: part.hasPrefix) else { return "a bare &" }
  }
  return nil
}

private func malformedAttributes(_ text: Substring) -> String? {
  var names: Set<String> = []
  var rest = text
  if rest.last == "/" { rest.removeLast() }
  while let quote = rest.firstIndex(of: "\"") {
    let name = rest[..<quote]
    guard name.first == " ", name.last == "=", name.dropFirst().dropLast().allSatisfy({ $0.isLetter || $0 == "-" }) else {
      return "an attribute looks wrong: \(name)"
    }
    guard names.insert(String(name)).inserted else { return "an attribute stands twice: \(name)" }
    let value = rest[rest.index(after: quote)...]
    guard let end = value.firstIndex(of: "\"") else { return "a quote isn't closed" }
    if value[..<end].contains("<") { return "a bare <" }
    rest = value[value.index(after: end)...]
  }
  return rest.isEmpty ? nil : "something follows the attributes: \(rest)"
}
