import Foundation

// Writes `enum Library { static let files: [(name: String, text: String)] }` from the files named on the command line.
let arguments = CommandLine.arguments
var text =
  "/// The standard library's sources, in the order of their names.\nenum Library {\n  static let files: [(name: String, text: String)] = [\n"
for path in arguments.dropFirst(2) {
  let url = URL(fileURLWithPath: path)
  let source = try String(contentsOf: url, encoding: .utf8)
  text += "    (\"\(url.lastPathComponent)\", ####\"\"\"\n\(source)\n\"\"\"####),\n"
}
text += "  ]\n}\n"
try text.write(toFile: arguments[1], atomically: true, encoding: .utf8)
