import Testing

@testable import Tensor

@Suite struct MakeTests {
  @Test func constants() throws {
    #expect(try Tensor.zeros([2, 0]).shape == [2, 0])
    #expect(try Tensor.ones([]).doubles == [1])
    #expect(try Tensor.full([2, 2], 0.5).doubles == [0.5, 0.5, 0.5, 0.5])
    #expect(try Tensor.eye(3).doubles == [1, 0, 0, 0, 1, 0, 0, 0, 1])
    #expect(try Tensor.eye(0).shape == [0, 0])
  }

  @Test func aranges() throws {
    for peer in try Peers.load().aranges {
      let made = try Tensor.arange(from: peer.start, to: peer.end, step: peer.step)
      #expect(made.shape == [peer.values.count])
      #expect(near(made.doubles, peer.values, within: 1e-15), "\(peer)")
    }
    #expect(try Tensor.arange(3).doubles == [0, 1, 2])
    #expect(try Tensor.arange(-3).shape == [0])
  }

  @Test func listsBecomeTensors() throws {
    func row(_ x: Double...) -> Nested { .list(x.map(Nested.number)) }
    let matrix = try Tensor(.list([row(1, 2), row(3, 4), row(5, 6)]))
    #expect(matrix.shape == [3, 2] && matrix.doubles == [1, 2, 3, 4, 5, 6])
    #expect(try Tensor(.number(7)).shape == [])
    #expect(try Tensor(.list([])).shape == [0])
    #expect(try Tensor(.list([.list([]), .list([])])).shape == [2, 0])
    let rows = try Tensor(.list([.tensor(matrix.float32), .tensor(matrix)]))
    #expect(rows.shape == [2, 3, 2] && !rows.isFloat32)
    #expect(try Tensor(.list([.tensor(Tensor([1.0, 2], shape: [2])), row(3, 4)])).doubles == [1, 2, 3, 4])
  }
}
