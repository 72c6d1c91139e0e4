import CGIF
import Painting
import Plotting
import Testing

@Suite struct MovieTests {
  /// A point that goes up.
  private func movie(frames: Int = 3) throws -> Movie {
    try Movie(
      (0..<frames).map { i in .figure(try .points(x: [1], y: [Double(i)]).with(.init(size: .init(width: 200, height: 160)))) }, seconds: 0.6
    )
  }

  /// Names and contents of a PNG file's chunks.
  private func chunks(_ png: [UInt8]) -> [(name: String, content: [UInt8])] {
    var (found, at): ([(String, [UInt8])], Int) = ([], 8)
    while at + 12 <= png.count {
      let count = number(png[at..<at + 4])
      found.append((String(decoding: png[at + 4..<at + 8], as: UTF8.self), Array(png[at + 8..<at + 8 + count])))
      at += 12 + count
    }
    return found
  }

  private func number(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  @Test func anAPNGCountsItsFrames() throws {
    let chunks = chunks(try Painting.apng(movie(), dpi: 96).bytes)
    #expect(chunks.map(\.name) == ["IHDR", "acTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND"])
    #expect(number(chunks[1].content) == 3 << 32)
    let controls = chunks.filter { $0.name == "fcTL" }.map(\.content)
    // 0.2 seconds each
    #expect(controls.allSatisfy { number($0[20..<22]) == 200 && number($0[22..<24]) == 1000 })
    let numbered = chunks.filter { ["fcTL", "fdAT"].contains($0.name) }
    #expect(numbered.map { number($0.content.prefix(4)) } == Array(0..<6))
    // the last frame stands in front, and the frames differ
    let frames = chunks.filter { $0.name == "fdAT" }.map { Array($0.content.dropFirst(4)) }
    #expect(chunks[2].content == frames[2] && frames[0] != frames[1])
  }

  @Test func aGIFHoldsItsFramesOnWhite() throws {
    var bytes = try Painting.gif(movie(), dpi: 96).bytes[...]
    try withUnsafeMutablePointer(to: &bytes) { pointer in
      let file = try #require(DGifOpen(pointer, read, nil))
      defer { DGifCloseFile(file, nil) }
      try #require(DGifSlurp(file) == GIF_OK)
      #expect([file.pointee.SWidth, file.pointee.SHeight, file.pointee.ImageCount] == [200, 160, 3])
      var pictures: [[UInt8]] = []
      for i in 0..<3 {
        let image = file.pointee.SavedImages[i]
        let map = try #require(image.ImageDesc.ColorMap)
        let corner = map.pointee.Colors[Int(image.RasterBits[0])]
        #expect([corner.Red, corner.Green, corner.Blue] == [255, 255, 255])
        pictures.append((0..<200 * 160).map { map.pointee.Colors[Int(image.RasterBits[$0])].Green })
        var control = GraphicsControlBlock()
        #expect(DGifSavedExtensionToGCB(file, Int32(i), &control) == GIF_OK && control.DelayTime == 20)
      }
      #expect(Set(pictures).count == 3)
    }
  }

  private let read: InputFunc = { file, target, count in
    guard let file, let target, let data = file.pointee.UserData else { return 0 }
    let bytes = data.assumingMemoryBound(to: ArraySlice<UInt8>.self)
    let part = bytes.pointee.prefix(Int(count))
    bytes.pointee = bytes.pointee.dropFirst(Int(count))
    for (i, byte) in part.enumerated() { target[i] = byte }
    return Int32(part.count)
  }

  @Test func framesHaveTheSameAxes() throws {
    let frames = try movie().frames.map { $0.svg() }
    let numbers = frames.map { frame in frame.split(separator: "\n").filter { $0.hasPrefix("<text") } }
    #expect(numbers[0] == numbers[2] && frames[0] != frames[2])
  }

  @Test func unlikePicturesAreRefused() throws {
    let one = Picture.figure(try .line([1, 2]))
    #expect(throws: FigureError.unlike) { try Movie([one, .grid([one, one], columns: 2, title: "")], seconds: 1) }
    #expect(throws: FigureError.empty) { try Movie([], seconds: 1) }
  }
}
