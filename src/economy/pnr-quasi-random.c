/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evenly spread points: Sobol's sequence with a nested uniform scramble.
 *
 * Direction numbers: S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better
 * two-dimensional projections", SIAM J. Sci. Comput. 30 (2008). Scramble: A. B. Owen's nested
 * uniform scramble with the permutation of each bit hashed from the bits above it (S. Laine and T.
 * Karras, "Stratified sampling for stochastic transparency", 2011; hash constants by N. Vegdahl). A
 * dimension's scramble is keyed by seed, scramble number and dimension alone, so the same key gives
 * the same shoppers in every scenario. */
#include "config.h"

#include "economy/pnr-quasi-random.h"

typedef struct {
  guint8 degree;
  guint8 coefficients;
  guint8 first[7];
} Direction;

/* The first dimension is van der Corput's and needs no numbers. */
static const Direction directions[PNR_QUASI_RANDOM_MAX_DIMENSIONS - 1] = {
  { 1, 0, { 1 } },
  { 2, 1, { 1, 3 } },
  { 3, 1, { 1, 3, 1 } },
  { 3, 2, { 1, 1, 1 } },
  { 4, 1, { 1, 1, 3, 3 } },
  { 4, 4, { 1, 3, 5, 13 } },
  { 5, 2, { 1, 1, 5, 5, 17 } },
  { 5, 4, { 1, 1, 5, 5, 5 } },
  { 5, 7, { 1, 1, 7, 11, 19 } },
  { 5, 11, { 1, 1, 5, 1, 1 } },
  { 5, 13, { 1, 1, 1, 3, 11 } },
  { 5, 14, { 1, 3, 5, 5, 31 } },
  { 6, 1, { 1, 3, 3, 9, 7, 49 } },
  { 6, 13, { 1, 1, 1, 15, 21, 21 } },
  { 6, 16, { 1, 3, 1, 13, 27, 49 } },
  { 6, 19, { 1, 1, 1, 15, 7, 5 } },
  { 6, 22, { 1, 3, 1, 15, 13, 25 } },
  { 6, 25, { 1, 1, 5, 5, 19, 61 } },
  { 7, 1, { 1, 3, 7, 11, 23, 15, 103 } },
  { 7, 4, { 1, 3, 7, 13, 13, 15, 69 } },
  { 7, 7, { 1, 1, 3, 13, 7, 35, 63 } },
  { 7, 8, { 1, 3, 5, 9, 1, 25, 53 } },
  { 7, 14, { 1, 3, 1, 13, 9, 35, 107 } },
  { 7, 19, { 1, 3, 1, 5, 27, 61, 31 } },
  { 7, 21, { 1, 1, 5, 11, 19, 41, 61 } },
  { 7, 28, { 1, 3, 5, 3, 3, 13, 69 } },
  { 7, 31, { 1, 1, 7, 13, 1, 19, 1 } },
  { 7, 32, { 1, 3, 7, 5, 13, 19, 59 } },
  { 7, 37, { 1, 1, 3, 9, 25, 29, 41 } },
  { 7, 41, { 1, 3, 5, 13, 23, 1, 55 } },
  { 7, 42, { 1, 3, 7, 3, 13, 59, 17 } },
};

typedef guint32 Columns[PNR_QUASI_RANDOM_MAX_DIMENSIONS][32];

static void
fill_columns (const Direction *direction, guint32 column[32])
{
  guint degree = direction->degree;

  for (guint bit = 0; bit < degree; bit++)
    column[bit] = (guint32) direction->first[bit] << (31 - bit);
  for (guint bit = degree; bit < 32; bit++) {
    column[bit] = column[bit - degree] ^ (column[bit - degree] >> degree);
    for (guint i = 1; i < degree; i++)
      if ((direction->coefficients >> (degree - 1 - i)) & 1)
        column[bit] ^= column[bit - i];
  }
}

/* @low: the points of the first indices, which differ from all others in the high bits alone: a
 * run of consecutive points costs one table and one exclusive or each. */
#define N_LOW 256

typedef struct {
  Columns columns;
  guint32 low[PNR_QUASI_RANDOM_MAX_DIMENSIONS][N_LOW];
} Numbers;

static void
fill_low (const guint32 column[32], guint32 low[N_LOW])
{
  low[0] = 0;
  for (guint bit = 0, n = 1; n < N_LOW; bit++, n *= 2)
    for (guint i = 0; i < n; i++)
      low[n + i] = low[i] ^ column[bit];
}

static const Numbers *
get_numbers (void)
{
  static gsize ready = 0;
  static Numbers numbers;

  if (g_once_init_enter (&ready)) {
    for (guint bit = 0; bit < 32; bit++)
      numbers.columns[0][bit] = 1u << (31 - bit);
    for (guint dimension = 1; dimension < PNR_QUASI_RANDOM_MAX_DIMENSIONS; dimension++)
      fill_columns (&directions[dimension - 1], numbers.columns[dimension]);
    for (guint dimension = 0; dimension < PNR_QUASI_RANDOM_MAX_DIMENSIONS; dimension++)
      fill_low (numbers.columns[dimension], numbers.low[dimension]);
    g_once_init_leave (&ready, 1);
  }
  return &numbers;
}

static guint64
mix (guint64 state)
{
  state += 0x9E3779B97F4A7C15u;
  state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9u;
  state = (state ^ (state >> 27)) * 0x94D049BB133111EBu;
  return state ^ (state >> 31);
}

static guint32
make_key (guint64 seed, guint32 scramble, guint dimension)
{
  return (guint32) (mix (mix (seed) ^ ((guint64) scramble << 32 | dimension)) >> 32);
}

static guint32
reverse_bits (guint32 x)
{
  x = (x >> 1 & 0x55555555u) | (x & 0x55555555u) << 1;
  x = (x >> 2 & 0x33333333u) | (x & 0x33333333u) << 2;
  x = (x >> 4 & 0x0F0F0F0Fu) | (x & 0x0F0F0F0Fu) << 4;
  return GUINT32_SWAP_LE_BE (x);
}

/* Each step lets a bit depend on lower bits only; on reversed bits that is a nested scramble. */
static guint32
scramble_bits (guint32 x, guint32 key)
{
  x = reverse_bits (x);
  x ^= x * 0x3D20ADEAu;
  x += key;
  x *= (key >> 16) | 1;
  x ^= x * 0x05526C56u;
  x ^= x * 0x53A22864u;
  return reverse_bits (x);
}

static guint32
sobol (const guint32 column[32], guint32 index)
{
  guint32 point = 0;

  for (guint bit = 0; index != 0; bit++, index >>= 1)
    if (index & 1)
      point ^= column[bit];
  return point;
}

guint32
pnr_quasi_random_point (guint dimension, guint32 index, guint64 seed, guint32 scramble)
{
  return scramble_bits (sobol (get_numbers ()->columns[dimension], index),
                        make_key (seed, scramble, dimension));
}

/* Uniforms strictly between 0 and 1. */
void
pnr_quasi_random_fill (guint dimension, guint32 first, guint n_points, guint64 seed,
                       guint32 scramble, double *uniforms)
{
  const Numbers *numbers = get_numbers ();
  const guint32 *low = numbers->low[dimension];
  guint32 key = make_key (seed, scramble, dimension);

  for (guint done = 0; done < n_points;) {
    guint32 start = (first + done) % N_LOW;
    guint32 high = sobol (numbers->columns[dimension], first + done - start);
    guint n = MIN (n_points - done, N_LOW - start);

    for (guint i = 0; i < n; i++)
      uniforms[done + i] = (scramble_bits (high ^ low[start + i], key) + 0.5) / 4294967296.0;
    done += n;
  }
}

/* A plain pseudo-random uniform, for the many dimensions that matter little. */
double
pnr_quasi_random_hash (guint64 seed, guint32 a, guint32 b)
{
  return ((double) (mix (mix (seed) ^ ((guint64) a << 32 | b)) >> 11) + 0.5) / 9007199254740992.0;
}
