import JSONSyntax

extension Notebook {
  /// The notebook as the text of an .ipynb file, laid out as Jupyter does.
  public var file: String {
    let json: JSON = [
      "cells": .array(cells.map(\.json)), "metadata": .object(metadata), "nbformat": .integer(4), "nbformat_minor": .integer(5),
    ]
    return json.indentedText + "\n"
  }
}

extension Notebook.Cell {
  fileprivate var json: JSON {
    let source = JSON.Member("source", .array(Self.lines(text).map { .string($0) }))
    let metadata = JSON.Member("metadata", .object(metadata))
    switch kind {
    case .code(let outputs, let count):
      return .object([
        JSON.Member("cell_type", .string("code")), JSON.Member("execution_count", count.map { .integer($0) } ?? .null),
        JSON.Member("id", .string(id)), metadata, JSON.Member("outputs", .array(outputs)), source,
      ])
    case .markdown(let attachments), .raw(let attachments):
      let name = if case .raw = kind { "raw" } else { "markdown" }
      return .object(
        (attachments.map { [JSON.Member("attachments", $0)] } ?? []) + [
          JSON.Member("cell_type", .string(name)), JSON.Member("id", .string(id)), metadata, source,
        ])
    }
  }

  /// Lines of a text with their newlines; none where it is empty.
  private static func lines(_ text: String) -> [String] {
    let newline = UInt8(ascii: "\n")
    let parts = text.utf8.split(separator: newline, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    return parts.dropLast().map { $0 + "\n" } + parts.suffix(1).filter { !$0.isEmpty }
  }
}
