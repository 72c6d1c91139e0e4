extension Node {
  /// For each input, whether a product takes its transpose; false for all other operations.
  public var transposed: [Bool] {
    guard let product = primitive as? Product else { return inputs.map { _ in false } }
    return [product.aTransposed, product.bTransposed]
  }
}
