import Foundation

// Writes `enum NAME { static let files: [(name: String, text: String)] }`; the arguments are the file to write, NAME, and the files
// to embed.
let arguments = CommandLine.arguments
var text = "/// Embedded files, in the order of their names.\nenum \(arguments[2]) {\n"
text += "  static let files: [(name: String, text: String)] = [\n"
for path in arguments.dropFirst(3) {
  let url = URL(fileURLWithPath: path)
  let source = try String(contentsOf: url, encoding: .utf8)
  text += "    (\"\(url.lastPathComponent)\", ####\"\"\"\n\(source)\n\"\"\"####),\n"
}
text += "  ]\n}\n"
try text.write(toFile: arguments[1], atomically: true, encoding: .utf8)
