extension Figure {
  public func svg() -> String { "" }
}
