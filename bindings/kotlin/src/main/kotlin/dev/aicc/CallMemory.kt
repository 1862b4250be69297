package dev.aicc

import com.sun.jna.Memory

/**
 * The memory of the structures that calls pass: slices of a block of the calling thread.
 *
 * Given memory of its own, each structure waits for JNA's only cleaner thread, which several calling threads outrun until
 * the heap is full. A block waits there once for a hundred structures, and is freed when none of them is in use.
 */
internal object CallMemory {
    private val blocks = ThreadLocal<Block>()

    /** Zeroed memory of [size] bytes, at most a block. */
    fun slice(size: Int): Memory {
        val block = blocks.get()?.takeIf { it.hasRoomFor(size) } ?: Block().also(blocks::set)
        return block.slice(size)
    }

    private class Block {
        private val memory = Memory(SIZE).apply { clear() }
        private var used = 0L

        fun hasRoomFor(size: Int): Boolean = used + size <= SIZE

        fun slice(size: Int): Memory {
            val slice = memory.share(used, size.toLong()) as Memory
            used += (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT
            return slice
        }
    }

    /** In bytes. A thread that called keeps one block. */
    private const val SIZE = 4L * 1024

    /** What `malloc` aligns to, in bytes. */
    private const val ALIGNMENT = 16
}
