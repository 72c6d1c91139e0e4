extension Notebook {
  /// Takes over the outputs of another notebook, to code cells with the same text, wherever they stand.
  public mutating func keepOutputs(of old: Notebook) {
    var left = old.cells.filter { if case .code = $0.kind { true } else { false } }
    for i in cells.indices {
      guard case .code = cells[i].kind, let same = left.firstIndex(where: { $0.text == cells[i].text }) else { continue }
      cells[i].kind = left.remove(at: same).kind
    }
  }
}
