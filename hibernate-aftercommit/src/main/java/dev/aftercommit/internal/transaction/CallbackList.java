package dev.aftercommit.internal.transaction;

import static java.util.Objects.checkIndex;
import static java.util.Objects.requireNonNull;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Callbacks in the order of their registration. There may be two or a million of them, so the list is small while it is short, and
 * grows by pieces, of which none is copied: a list of one array would throw away twice of what it keeps.
 */
final class CallbackList extends AbstractList<Callback> {

    private static final int SHORTEST = 4;

    // By doubling, the first piece comes to this length exactly
    private static final int PIECE = 1024;

    private List<@Nullable Callback[]> full = List.of();
    private @Nullable Callback[] last = new @Nullable Callback[SHORTEST];

    // The number of callbacks in the full pieces. Their list could be asked, but a registration would feel it
    private int before;
    private int size;

    CallbackList(Callback first, Callback second) {
        last[0] = first;
        last[1] = second;
        size = 2;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Callback get(int index) {
        return requireNonNull(piece(checkIndex(index, size))[index % PIECE]);
    }

    private @Nullable Callback[] piece(int index) {
        return index < before ? full.get(index / PIECE) : last;
    }

    @Override
    public boolean add(Callback callback) {
        int used = size - before;
        if (used == PIECE) {
            full = full.isEmpty() ? new ArrayList<>() : full;
            full.add(last);
            before = size;
            last = new @Nullable Callback[PIECE];
            used = 0;
        } else if (used == last.length) {
            last = Arrays.copyOf(last, 2 * used);
        }
        last[used] = callback;
        size++;
        return true;
    }

    /** Moves all that come after, in time that grows with their number. */
    @Override
    public Callback remove(int index) {
        Callback removed = get(index);
        for (int next = index + 1; next < size; next++) {
            piece(next - 1)[(next - 1) % PIECE] = piece(next)[next % PIECE];
        }
        size--;
        piece(size)[size % PIECE] = null;
        if (size > 0 && size == before) {
            last = full.remove(full.size() - 1);
            before -= PIECE;
        }
        return removed;
    }
}
