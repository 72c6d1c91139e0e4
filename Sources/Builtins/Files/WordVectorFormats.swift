import Catalogue
import OrderedCollections
import TensorFiles

extension FileFormat {
  /// Vectors of words as text: (words:, number:, vectors:).
  static let vec = wordVectors("vec", as: .text)
  /// Vectors of words in binary.
  static let bin = wordVectors("bin", as: .binary)

  private static func wordVectors(_ ending: String, as form: WordVectors.Form) -> FileFormat {
    FileFormat(
      ending: ending,
      save: { (value, file, context) throws(Failure) in
        guard case .record(let record) = value, let words = record.fields["words"].flatMap({ [String]($0) }),
          let vectors = record.fields["vectors"].flatMap({ Known($0) })
        else { throw Failure("a .\(ending) file holds a record with words and vectors [words × d], not \(context.describe(value))") }
        let saved: WordVectors
        do throws(TensorFileError) { saved = try WordVectors(words: words, vectors: vectors.tensor) } catch {
          throw Failure("cannot save this as .\(ending): \(error.message)")
        }
        for piece in saved.pieces(as: form) { try file.append(piece) }
      },
      load: { (file, context) throws(Failure) in
        let bytes = try file.whole()
        return try loading(file) { () throws(Failure) in
          let read = try reading { () throws(TensorFileError) in try WordVectors(bytes, as: form) }
          let rows = read.words.enumerated().map { ($1, Value.number(Double($0))) }
          return .record(
            Record([
              "words": .list(read.words.map { .string($0) }), "number": .record(Record(OrderedDictionary(uniqueKeysWithValues: rows))),
              "vectors": read.vectors.value,
            ]))
        }
      })
  }
}
