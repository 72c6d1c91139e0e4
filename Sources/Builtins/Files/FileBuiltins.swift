import Catalogue
import Glibc

/// Values in files.
enum FileBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "save", in: "files",
      """
      Writes a value to a file, whole or not at all; its ending says how: a figure as .svg, .png, .pdf, .html (a page that turns and zooms), .gif and .apng (movies) or .txt, a text as .md or .txt, a table as .csv, \
      lists and records of numbers and strings as .json, a tensor as .npy, tensors and numbers as .npz, words and their vectors as .vec (text) or .bin, all else as .safetensors.

      In .safetensors and .npz, names of nested values are joined by dots, as W.0, and a value without a name is called value.
      """,
      Parameter<Value>(
        "value",
        "A figure, a table, a text; or a tensor, number, string, Bool or nil, a model (its parameters), a run, or records and lists of these."
      ),
      Parameter<String>("file", "Its path."),
      Parameter<Double?>("dpi", "Pixels in an inch of a .png, .gif or .apng; a figure's size has 96 in an inch.", default: "nil"),
      examples: [
        Example("save(toy(n: 5, h: 2), \"model.safetensors\"); print(load(\"model.safetensors\").W.shape)", prints: "[2, 5]"),
        Example("save(plot([1, 4, 9]), \"squares.svg\")"),
        Example("save(plot([1, 4, 9]), \"squares.png\", dpi: 300)"),
        Example("save((W: eye(2), n: 3), \"w.npz\"); print(load(\"w.npz\").n)", prints: "3"),
        Example("save([(n: 3, name: \"ring\"), (n: 4, name: nil)], \"t.csv\"); print(load(\"t.csv\").n)", prints: "[3, 4]"),
      ]
    ) { (context, value, path, dpi) throws(Failure) -> Value in
      let format = try FileFormat.of(path, for: "save") { $0.save != nil || $0.paint != nil }
      guard dpi == nil || format.paint != nil else { throw Failure("save: dpi is for .png, .gif and .apng, not for .\(format.ending)") }
      context.engine.outsideCalls += 1
      try OutputFile.write(to: path) { (file) throws(Failure) in
        try format.save?(value, file, context)
        try format.paint?(value, dpi ?? format.usualDpi, file, context)
      }
      return .nothing
    },
    Builtin(
      "load", in: "files",
      """
      What a file holds: of a .csv file a table, of a .json file its value, of a .md or .txt file its text.

      Of a .npy file a tensor; of word2vec's .vec and .bin files (words:, number:, vectors:); of a .safetensors or .npz file a record: names with dots as records in records, those that count 0, 1, … as lists; tensors \
      without axes as numbers, others in Float32 where that holds every value of the file's type, else in Float64.
      """,
      Parameter<String>("file", "Its path."),
      examples: [
        Example(
          "save((n: 3, name: \"ring\", W: [eye(2), ones(3)]), \"ring.safetensors\"); print(load(\"ring.safetensors\").W[1])",
          prints: "[1, 1, 1]"),
        Example("save((lr: [0.1, 1], seed: nil), \"s.json\"); print(load(\"s.json\"))", prints: "(lr: [0.1, 1], seed: nil)"),
      ]
    ) { (context, path) throws(Failure) -> Value in
      guard let load = try FileFormat.of(path, for: "load", { $0.load != nil }).load else { return .nothing }
      context.engine.outsideCalls += 1
      return try load(try InputFile(path), context)
    },
    Builtin(
      "exists", in: "files", "Whether there is a file or a folder.", Parameter<String>("file", "Its path."),
      examples: [Example("exists(\"no such file\")", prints: "false")]
    ) { (context, path) throws(Failure) -> Bool in
      context.engine.outsideCalls += 1
      return !path.utf8.contains(0) && access(path, F_OK) == 0
    },
  ]
}
