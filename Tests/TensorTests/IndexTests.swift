import Testing

@testable import Tensor

@Suite struct IndexTests {
  @Test func broadcastingIsNumPys() throws {
    for peer in try Peers.load().broadcasts {
      #expect((try? Shape.broadcast(peer.a, peer.b)) == peer.result, "\(peer)")
    }
  }

  /// The peers whose index gives something else.
  static func mismatches(_ peers: [Peers.Index]) -> [Peers.Index] {
    peers.filter { peer in
      let found = try? IndexMap.resolve(shape: peer.shape, indices: peer.indices.map(\.index))
      return found != IndexMap(shape: peer.result, map: peer.map)
    }
  }

  @Test func indicesAreNumPys() throws {
    var peers = try Peers.load().indices
    #expect(peers.count > 100)
    #expect(IndexTests.mismatches(peers).isEmpty)
    let i = try #require(peers.firstIndex { $0.map.count > 1 })
    peers[i].map.swapAt(0, 1)
    #expect(IndexTests.mismatches(peers).count == 1)
  }

  @Test func movesAreNumPys() throws {
    for peer in try Peers.load().moves {
      let found: IndexMap
      switch peer.kind {
      case "transpose": found = .transpose(peer.shapes[0])
      case "broadcast": found = try .broadcast(from: peer.shapes[0], to: peer.result)
      case "diagonal": found = try .diagonal(peer.shapes[0])
      case "concat": found = try .concat(peer.shapes, axis: peer.axis ?? 0)
      default: found = try .stack(peer.shapes, axis: peer.axis ?? 0)
      }
      #expect(found == IndexMap(shape: peer.result, map: peer.map), "\(peer)")
    }
  }

  @Test func transposingTwiceGivesTheSame() throws {
    let x = try Tensor.arange(24).reshaped([2, 3, 4])
    let back = transposed(transposed(x))
    #expect(back.shape == x.shape && back.doubles == x.doubles)
  }

  @Test func writingThroughAnIndexThenReadingGivesTheValue() throws {
    for peer in try Peers.load().indices {
      let index = try IndexMap.resolve(shape: peer.shape, indices: peer.indices.map(\.index))
      let value = Tensor(index.map.map { Double($0) + 0.5 }, shape: index.shape)  // equal where an element is named twice
      let written = try Tensor.zeros(peer.shape).replacing(index, with: value)
      #expect(written.gathered(index).doubles == value.doubles)
      #expect(written.doubles.filter { $0 != 0 }.count == Set(index.map).count)
    }
  }

  @Test func valuesAreStretchedToTheirPlace() throws {
    let rows = try IndexMap.resolve(shape: [3, 2], indices: [.range(from: 1, to: nil, closed: false)])
    let x = try Tensor.zeros([3, 2]).replacing(rows, with: Tensor([1.0, 2], shape: [2]))
    #expect(x.doubles == [0, 0, 1, 2, 1, 2])
    #expect(try x.replacing(rows, with: Tensor(7)).doubles == [0, 0, 7, 7, 7, 7])
  }

  @Test func theLastOfTwoValuesForAnElementHolds() throws {
    let index = try IndexMap.resolve(shape: [2], indices: [.list([0, 0])])
    #expect(try Tensor.zeros([2]).replacing(index, with: Tensor([1.0, 2], shape: [2])).doubles == [2, 0])
  }

  @Test func theTypeOfElementsStays() throws {
    let index = try IndexMap.resolve(shape: [2], indices: [.at(0)])
    let single = try Tensor.zeros([2]).float32.replacing(index, with: Tensor(0.1))
    #expect(single.isFloat32 && single.floats == [0.1, 0])
    let double = try Tensor.zeros([2]).replacing(index, with: Tensor([Float(0.1)], shape: []))
    #expect(!double.isFloat32 && double.doubles == [Double(Float(0.1)), 0])
    #expect(single.gathered(index).isFloat32)
  }

  @Test func aDiagonalMatrixIsMadeThroughItsDiagonal() throws {
    let made = try Tensor.zeros([2, 2]).replacing(.diagonal([2, 2]), with: Tensor([3.0, 4], shape: [2]))
    #expect(made.doubles == [3, 0, 0, 4])
  }

  @Test func copiesAreMadeOnWrite() throws {
    let x = try Tensor.ones([3])
    var y = x
    try y.replace(.resolve(shape: [3], indices: [.at(-1)]), with: Tensor(5))
    #expect(x.doubles == [1, 1, 1] && y.doubles == [1, 1, 5])
  }
}
