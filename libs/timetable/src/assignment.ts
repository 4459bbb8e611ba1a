/** The cheapest way to give every row a column of its own (the Hungarian method, by shortest augmenting paths). */

/** `costs` by row and column, at least as many columns as rows. Answers the column of each row. */
export function assign(costs: readonly Float64Array[]): Int32Array {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  const rowPrice = new Float64Array(rows);
  const columnPrice = new Float64Array(columns);
  const rowOf = new Int32Array(columns).fill(-1);
  for (let row = 0; row < rows; row += 1) {
    const nearest = new Float64Array(columns).fill(Infinity);
    const cameFrom = new Int32Array(columns).fill(-1);
    const done = new Uint8Array(columns);
    let current = row;
    let last = -1;
    while (current >= 0) {
      const prices = costs[current]!, paid = rowPrice[current]!;
      let least = Infinity, next = -1;
      for (let column = 0; column < columns; column += 1) {
        if (done[column] === 1) continue;
        const far = prices[column]! - paid - columnPrice[column]!;
        if (far < nearest[column]!) {
          nearest[column] = far;
          cameFrom[column] = last;
        }
        // Of equally near ones, one that is free: the way ends there.
        if (nearest[column]! < least || (nearest[column] === least && rowOf[next]! >= 0 && rowOf[column]! < 0)) {
          least = nearest[column]!;
          next = column;
        }
      }
      rowPrice[row]! += least;
      for (let column = 0; column < columns; column += 1) {
        if (done[column] === 1) {
          rowPrice[rowOf[column]!]! += least;
          columnPrice[column]! -= least;
        } else nearest[column]! -= least;
      }
      done[next] = 1;
      last = next;
      current = rowOf[next]!;
    }
    for (let column = last; column >= 0;) {
      const previous = cameFrom[column]!;
      rowOf[column] = previous < 0 ? row : rowOf[previous]!;
      column = previous;
    }
  }
  const columnOf = new Int32Array(rows).fill(-1);
  for (const [column, row] of rowOf.entries()) if (row >= 0) columnOf[row] = column;
  return columnOf;
}
