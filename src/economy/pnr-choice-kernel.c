/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The innermost loop of the model: which of many contents gives a shopper the largest surplus.
 *
 * A content's value is the sum of a low and a high half. Within a group of contents with the same
 * high half that half cannot change which is best, so it is added once for the group; what remains
 * for each content is a subtraction and a comparison. Written out for each width of register,
 * because a compiler that vectorises by itself either keeps the best so far in memory or takes
 * vectors wider than the machine's, which is many times slower. All variants give the same bits. */
#include "config.h"

#include "economy/pnr-choice-kernel.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

static inline __attribute__ ((always_inline)) void
add_rows (const gint32 (*rows)[PNR_CHOICE_TILE], guint n_rows, const gint32 *value,
          gint32 (*sums)[PNR_CHOICE_TILE])
{
  for (guint row = 0; row < n_rows; row++) {
    const gint32 *restrict from = rows[row];
    gint32 *restrict to = sums[row];

    for (guint i = 0; i < PNR_CHOICE_TILE; i++)
      to[i] = from[i] + value[i];
  }
}

static void
add_rows_plain (const gint32 (*rows)[PNR_CHOICE_TILE], guint n_rows, const gint32 *value,
                gint32 (*sums)[PNR_CHOICE_TILE])
{
  add_rows (rows, n_rows, value, sums);
}

#ifdef __x86_64__
__attribute__ ((target ("avx2"))) static void
add_rows_256 (const gint32 (*rows)[PNR_CHOICE_TILE], guint n_rows, const gint32 *value,
              gint32 (*sums)[PNR_CHOICE_TILE])
{
  add_rows (rows, n_rows, value, sums);
}
#endif

/**
 * pnr_choice_kernel_add:
 * @rows: (array length=n_rows): sums of some products
 * @n_rows: how many
 * @value: what units of a further product are worth to each shopper of the tile
 * @sums: (out) (array length=n_rows): each row with @value added; no row of @rows
 */
void
pnr_choice_kernel_add (const gint32 (*rows)[PNR_CHOICE_TILE], guint n_rows, const gint32 *value,
                       gint32 (*sums)[PNR_CHOICE_TILE])
{
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2"))
    add_rows_256 (rows, n_rows, value, sums);
  else
#endif
    add_rows_plain (rows, n_rows, value, sums);
}

/* A tile's sums of both halves, and what is found so far. */
typedef struct {
  const PnrChoiceGroup *groups;
  guint n_groups;
  const PnrChoiceOffer *offers;
  const gint32 (*low)[PNR_CHOICE_TILE];
  const gint32 (*high)[PNR_CHOICE_TILE];
  gint32 *surplus;
  gint32 *rank;
} Tile;

static void
run_plain (const Tile *tile)
{
  for (guint g = 0; g < tile->n_groups; g++) {
    const PnrChoiceGroup *group = &tile->groups[g];

    for (guint i = 0; i < PNR_CHOICE_TILE; i++) {
      gint32 best = G_MININT32, which = G_MAXINT32;

      for (guint o = group->first; o < group->first + group->n_offers; o++) {
        gint32 own = tile->low[tile->offers[o].row][i] - tile->offers[o].price;

        which = own > best ? tile->offers[o].rank : which;
        best = own > best ? own : best;
      }
      best += tile->high[group->row][i];
      if (best > tile->surplus[i] || (best == tile->surplus[i] && which < tile->rank[i])) {
        tile->surplus[i] = best;
        tile->rank[i] = which;
      }
    }
  }
}

#ifdef __x86_64__
/* Four accumulators of both kinds are half of the sixteen registers. */
__attribute__ ((target ("avx2"))) static void
run_group_256 (const Tile *tile, const PnrChoiceGroup *group, guint from)
{
  __m256i best[4], which[4];

  for (guint v = 0; v < 4; v++) {
    best[v] = _mm256_set1_epi32 (G_MININT32);
    which[v] = _mm256_set1_epi32 (G_MAXINT32);
  }
  for (guint o = group->first; o < group->first + group->n_offers; o++) {
    const __m256i *sums = (const __m256i *) (tile->low[tile->offers[o].row] + from);
    __m256i price = _mm256_set1_epi32 (tile->offers[o].price);
    __m256i own_rank = _mm256_set1_epi32 (tile->offers[o].rank);

    for (guint v = 0; v < 4; v++) {
      __m256i own = _mm256_sub_epi32 (_mm256_load_si256 (&sums[v]), price);

      which[v] = _mm256_blendv_epi8 (which[v], own_rank, _mm256_cmpgt_epi32 (own, best[v]));
      best[v] = _mm256_max_epi32 (best[v], own);
    }
  }
  for (guint v = 0; v < 4; v++) {
    __m256i *top = (__m256i *) (tile->surplus + from) + v;
    __m256i *top_rank = (__m256i *) (tile->rank + from) + v;
    const __m256i *high = (const __m256i *) (tile->high[group->row] + from) + v;
    __m256i own = _mm256_add_epi32 (best[v], *high);
    __m256i is_tie =
        _mm256_and_si256 (_mm256_cmpeq_epi32 (own, *top), _mm256_cmpgt_epi32 (*top_rank, which[v]));
    __m256i is_better = _mm256_or_si256 (_mm256_cmpgt_epi32 (own, *top), is_tie);

    *top_rank = _mm256_blendv_epi8 (*top_rank, which[v], is_better);
    *top = _mm256_max_epi32 (*top, own);
  }
}

__attribute__ ((target ("avx2"))) static void
run_256 (const Tile *tile)
{
  for (guint g = 0; g < tile->n_groups; g++)
    for (guint from = 0; from < PNR_CHOICE_TILE; from += 32)
      run_group_256 (tile, &tile->groups[g], from);
}

__attribute__ ((target ("avx512f"))) static inline void
run_group_512 (const Tile *tile, const PnrChoiceGroup *group, __m512i *top, __m512i *top_rank)
{
  __m512i best[4], which[4];

  for (guint v = 0; v < 4; v++) {
    best[v] = _mm512_set1_epi32 (G_MININT32);
    which[v] = _mm512_set1_epi32 (G_MAXINT32);
  }
  for (guint o = group->first; o < group->first + group->n_offers; o++) {
    const gint32 *sums = tile->low[tile->offers[o].row];
    __m512i price = _mm512_set1_epi32 (tile->offers[o].price);
    __m512i own_rank = _mm512_set1_epi32 (tile->offers[o].rank);

    for (guint v = 0; v < 4; v++) {
      __m512i own = _mm512_sub_epi32 (_mm512_load_si512 (sums + 16 * v), price);
      __mmask16 is_better = _mm512_cmpgt_epi32_mask (own, best[v]);

      which[v] = _mm512_mask_mov_epi32 (which[v], is_better, own_rank);
      best[v] = _mm512_mask_mov_epi32 (best[v], is_better, own);
    }
  }
  for (guint v = 0; v < 4; v++) {
    __m512i high = _mm512_load_si512 (tile->high[group->row] + 16 * v);
    __m512i own = _mm512_add_epi32 (best[v], high);
    __mmask16 is_better =
        _mm512_cmpgt_epi32_mask (own, top[v])
        | (_mm512_cmpeq_epi32_mask (own, top[v]) & _mm512_cmplt_epi32_mask (which[v], top_rank[v]));

    top[v] = _mm512_mask_mov_epi32 (top[v], is_better, own);
    top_rank[v] = _mm512_mask_mov_epi32 (top_rank[v], is_better, which[v]);
  }
}

__attribute__ ((target ("avx512f"))) static void
run_512 (const Tile *tile)
{
  __m512i top[4], top_rank[4];

  for (guint v = 0; v < 4; v++) {
    top[v] = _mm512_set1_epi32 (G_MININT32);
    top_rank[v] = _mm512_set1_epi32 (G_MAXINT32);
  }
  for (guint g = 0; g < tile->n_groups; g++)
    run_group_512 (tile, &tile->groups[g], top, top_rank);
  for (guint v = 0; v < 4; v++) {
    _mm512_store_si512 (tile->surplus + 16 * v, top[v]);
    _mm512_store_si512 (tile->rank + 16 * v, top_rank[v]);
  }
}
#endif

/**
 * pnr_choice_kernel_run:
 * @groups: (array length=n_groups): none of them empty
 * @n_groups: how many
 * @offers: the contents on sale, by group
 * @low: what each low half is worth to each shopper
 * @high: what each high half is worth
 * @surplus: (out): the largest surplus of each shopper of the tile
 * @rank: (out): the rank of the offer that gives it; of equals, the least
 *
 * Rows, @surplus and @rank stand on %PNR_CHOICE_ALIGNMENT bytes. Sums and prices stay so far from
 * the ends of 32 bits that no difference of them overflows.
 */
void
pnr_choice_kernel_run (const PnrChoiceGroup *groups, guint n_groups, const PnrChoiceOffer *offers,
                       const gint32 (*low)[PNR_CHOICE_TILE], const gint32 (*high)[PNR_CHOICE_TILE],
                       gint32 *surplus, gint32 *rank)
{
  Tile tile = { groups, n_groups, offers, low, high, surplus, rank };

  for (guint i = 0; i < PNR_CHOICE_TILE; i++) {
    surplus[i] = G_MININT32;
    rank[i] = G_MAXINT32;
  }
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx512f"))
    run_512 (&tile);
  else if (__builtin_cpu_supports ("avx2"))
    run_256 (&tile);
  else
#endif
    run_plain (&tile);
}

/**
 * pnr_choice_kernel_alloc_rows:
 * @n_rows: how many rows of a tile
 *
 * Returns: (transfer full): room for them, aligned for the kernel; free with g_aligned_free()
 */
gpointer
pnr_choice_kernel_alloc_rows (guint n_rows)
{
  return g_aligned_alloc0 (n_rows, PNR_CHOICE_TILE * sizeof (gint32), PNR_CHOICE_ALIGNMENT);
}
