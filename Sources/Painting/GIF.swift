import CGIF

/// Pixels as a GIF file, by giflib: at most 256 colours in each frame.
enum GIF {
  /// Pictures of one size that follow one another without end.
  /// - Parameters:
  ///   - hundredths: how many of a second each is seen.
  ///   - frame: makes one of them.
  /// - Throws: where a picture is too large for the format, or giflib fails.
  static func movie(_ count: Int, hundredths: Int, _ frame: (Int) throws(PaintingError) -> Pixels) throws(PaintingError) -> [UInt8] {
    let first = try frame(0)
    guard max(first.width, first.height) <= 0xFFFF else { throw PaintingError("a .gif file has at most 65535 pixels on a side") }
    let sink = ByteSink()
    var problem: Int32 = 0
    guard let file = EGifOpen(sink.pointer, write, &problem) else { throw error(problem) }
    var isOpen = true
    defer { if isOpen { EGifCloseFile(file, nil) } }
    EGifSetGifVersion(file, true)
    try check(EGifPutScreenDesc(file, Int32(first.width), Int32(first.height), 8, 0, nil), file)
    // what browsers take as: without end
    try check(EGifPutExtensionLeader(file, applicationCode), file)
    for block in [Array("NETSCAPE2.0".utf8), [1, 0, 0]] { try check(EGifPutExtensionBlock(file, Int32(block.count), block), file) }
    try check(EGifPutExtensionTrailer(file), file)
    for number in 0..<count { try add(number == 0 ? first : frame(number), hundredths: hundredths, to: file) }
    isOpen = false
    guard EGifCloseFile(file, &problem) == GIF_OK else { throw error(problem) }
    return sink.bytes
  }

  private static let applicationCode: Int32 = 0xFF
  private static let controlCode: Int32 = 0xF9

  private static func add(_ frame: Pixels, hundredths: Int, to file: UnsafeMutablePointer<GifFileType>) throws(PaintingError) {
    var few = try FewColours(frame)
    guard let map = GifMakeMapObject(256, few.colours) else { throw PaintingError("no memory") }
    defer { GifFreeMapObject(map) }
    var control = GraphicsControlBlock(
      DisposalMode: DISPOSE_DO_NOT, UserInputFlag: false, DelayTime: Int32(hundredths), TransparentColor: NO_TRANSPARENT_COLOR)
    var block = [UInt8](repeating: 0, count: 4)
    EGifGCBToExtension(&control, &block)
    try check(EGifPutExtension(file, controlCode, Int32(block.count), block), file)
    try check(EGifPutImageDesc(file, 0, 0, Int32(frame.width), Int32(frame.height), false, map), file)
    try check(EGifPutLine(file, &few.indices, Int32(few.indices.count)), file)
  }

  private static let write: OutputFunc = { file, data, count in
    guard let file, let data, let pointer = file.pointee.UserData else { return 0 }
    ByteSink.at(pointer).bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
    return count
  }

  private static func check(_ status: Int32, _ file: UnsafeMutablePointer<GifFileType>) throws(PaintingError) {
    guard status == GIF_OK else { throw error(file.pointee.Error) }
  }

  private static func error(_ code: Int32) -> PaintingError {
    PaintingError("the movie could not be written: \(GifErrorString(code).map { String(cString: $0) } ?? "error \(code)")")
  }
}
