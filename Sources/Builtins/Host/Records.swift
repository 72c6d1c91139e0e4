import Catalogue

extension HostBuiltins {
  static let records: [Builtin] = [
    Builtin(
      "keys", in: "records", "The names of a record's fields, in order.", Parameter<Record>("record", "The record."),
      examples: [Example("keys((n: 90, h: 3))", prints: "[\"n\", \"h\"]")]
    ) { (_, record) throws(Failure) -> [String] in Array(record.fields.keys) },
    Builtin(
      "without", in: "records", "The record without some of its fields.", Parameter<Record>("record", "The record."),
      Parameter<[String]>("names", "Fields to leave out; what the record lacks is ignored.", rest: true),
      examples: [Example("without((a: 1, b: 2, c: 3), \"a\", \"c\")", prints: "(b: 2)")]
    ) { (_, record, names) throws(Failure) -> Record in
      Record(record.fields.filter { !names.contains($0.key) })
    },
  ]
}
