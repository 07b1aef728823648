/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How near the choice of a million shoppers comes to a plain loop that does nothing else.
 *
 * The plain loop is compiled here for the same width of registers. It knows no ties, no offers that
 * are not on sale and no order of rank; it sums the two halves, keeps the best content and counts.
 * Each row is the least of several runs of both in turn, in the processor's time of the thread. */
#include "config.h"

#include <time.h>

#include "economy/pnr-price-table.h"

#define N_SHOPPERS (1 << 20)
#define BLOCK 4096
#define TILE 64
#define N_RUNS 9
#define MOST_PARTS PNR_MARKET_MAX_PRODUCTS

/* @values: product-major by block, as the demand draws them. */
typedef struct {
  PnrMarket *market;
  guint n_parts;
  PnrPriceTable *parts[MOST_PARTS];
  gint32 *values;
  guint n_products;
  gint64 *counts[MOST_PARTS];
} Sample;

typedef struct {
  void (*add) (const gint32 *rows, guint n_rows, const gint32 *value, gint32 *sums);
  void (*find_best) (const gint32 *low, guint n_low, const gint32 *high, guint n_high,
                     const gint32 *prices, gint32 *best, gint32 *which);
} Kernel;

/* Whole functions for each width: inlined into another, the compiler no longer knows that nothing
 * overlaps, and the loop that is to be the limit is twice as slow. */
#define DEFINE_KERNEL(name, attributes)                                                   \
  attributes static void add_##name (const gint32 *restrict rows, guint n_rows,           \
                                     const gint32 *restrict value, gint32 *restrict sums) \
  {                                                                                       \
    for (guint row = 0; row < n_rows; row++)                                              \
      for (guint i = 0; i < TILE; i++)                                                    \
        sums[row * TILE + i] = rows[row * TILE + i] + value[i];                           \
  }                                                                                       \
                                                                                          \
  attributes static void find_best_##name (                                               \
      const gint32 *restrict low, guint n_low, const gint32 *restrict high, guint n_high, \
      const gint32 *restrict prices, gint32 *restrict best, gint32 *restrict which)       \
  {                                                                                       \
    for (guint i = 0; i < TILE; i++) {                                                    \
      best[i] = G_MININT32;                                                               \
      which[i] = 0;                                                                       \
    }                                                                                     \
    for (guint h = 0; h < n_high; h++)                                                    \
      for (guint l = 0; l < n_low; l++) {                                                 \
        guint content = h * n_low + l;                                                    \
        const gint32 *a = low + l * TILE, *b = high + h * TILE;                           \
        gint32 price = prices[content];                                                   \
                                                                                          \
        for (guint i = 0; i < TILE; i++) {                                                \
          gint32 own = a[i] + b[i] - price;                                               \
                                                                                          \
          which[i] = own > best[i] ? (gint32) content : which[i];                         \
          best[i] = own > best[i] ? own : best[i];                                        \
        }                                                                                 \
      }                                                                                   \
  }

DEFINE_KERNEL (narrow, __attribute__ ((noinline)))
#ifdef __x86_64__
DEFINE_KERNEL (256, __attribute__ ((noinline, target ("avx2"))))
DEFINE_KERNEL (512, __attribute__ ((noinline, target ("avx512f,prefer-vector-width=512"))))
#endif

static Kernel
find_kernel (const char **name)
{
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx512f")) {
    *name = "AVX-512";
    return (Kernel){ add_512, find_best_512 };
  }
  if (__builtin_cpu_supports ("avx2")) {
    *name = "AVX2";
    return (Kernel){ add_256, find_best_256 };
  }
#endif
  *name = "no vectors";
  return (Kernel){ add_narrow, find_best_narrow };
}

static void
sum_half (const Kernel *kernel, const guint *product, guint n_products, const gint32 *values,
          gint32 (*sums)[TILE])
{
  guint n_sums = 1;

  for (guint x = 0; x < n_products; x++, n_sums *= 2)
    kernel->add (sums[0], n_sums, values + product[x] * BLOCK, sums[n_sums]);
}

static void
choose_plainly (const Kernel *kernel, const PnrPriceTable *table, const gint32 *prices,
                const gint32 *values, gint32 *surplus, gint64 *counts)
{
  static _Thread_local gint32 low[64][TILE] __attribute__ ((aligned (64)));
  static _Thread_local gint32 high[64][TILE] __attribute__ ((aligned (64)));
  static _Thread_local gint32 which[TILE] __attribute__ ((aligned (64)));

  for (guint from = 0; from < BLOCK; from += TILE) {
    sum_half (kernel, table->product, table->n_low_products, values + from, low);
    sum_half (kernel, table->product + table->n_low_products,
              table->n_products - table->n_low_products, values + from, high);
    kernel->find_best (low[0], table->n_low, high[0], table->n_contents / table->n_low, prices,
                       surplus + from, which);
    for (guint i = 0; i < TILE; i++)
      counts[which[i]]++;
  }
}

/* One bundle joins the first @n_first products, another the @n_second after them. */
static void
sample_init (Sample *sample, guint n_products, guint n_first, guint n_second)
{
  guint32 state = 1;
  guint sets[2] = { (1u << n_first) - 1, ((1u << n_second) - 1) << n_first };

  *sample = (Sample){ .market = pnr_market_new ("EUR"), .n_products = n_products };
  for (guint j = 0; j < n_products; j++) {
    PnrMarketProduct *product = pnr_market_add_product (sample->market, "P", "P");

    product->price_minor = 1000 + 170 * j;
    product->cost_minor = 400 + 60 * j;
  }
  for (guint b = 0; b < 2; b++) {
    PnrMarketBundle *bundle;

    if (sets[b] == 0)
      continue;
    bundle = pnr_market_add_bundle (sample->market, "B", "B");
    for (guint j = 0; j < n_products; j++)
      bundle->quantity[j] = sets[b] >> j & 1;
    bundle->price_minor = pnr_market_get_bundle_sum_minor (sample->market, b) * 85 / 100;
    sample->parts[sample->n_parts++] = pnr_price_table_new (
        sample->market, &(PnrPriceTableOptions){ .products = sets[b], .bundles = 1u << b });
  }
  for (guint j = n_first + n_second; j < n_products; j++)
    sample->parts[sample->n_parts++] =
        pnr_price_table_new (sample->market, &(PnrPriceTableOptions){ .products = 1u << j });
  for (guint part = 0; part < sample->n_parts; part++)
    sample->counts[part] = g_new0 (gint64, sample->parts[part]->n_contents);
  sample->values = g_new (gint32, (gsize) n_products * N_SHOPPERS);
  for (gsize i = 0; i < (gsize) n_products * N_SHOPPERS; i++) {
    state = state * 1664525u + 1013904223u;
    sample->values[i] = (gint32) (state >> 8) % (40 * 1600);
  }
}

static void
sample_clear (Sample *sample)
{
  for (guint part = 0; part < sample->n_parts; part++) {
    pnr_price_table_free (sample->parts[part]);
    g_free (sample->counts[part]);
  }
  g_free (sample->values);
  pnr_market_unref (sample->market);
}

static double
get_thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* What one of @n_threads does, in the order of parts, with counts of its own. */
typedef struct {
  Sample *sample;
  const Kernel *kernel; /* %NULL: ours */
  guint thread;
  guint n_threads;
} Share;

static gpointer
do_share (gpointer data)
{
  const Share *share = data;
  const Sample *sample = share->sample;
  gsize n = N_SHOPPERS / share->n_threads, first = share->thread * n;
  g_autofree gint32 *surplus = g_new (gint32, BLOCK);
  g_autofree guint32 *content = g_new (guint32, BLOCK);

  for (guint part = 0; part < sample->n_parts; part++) {
    const PnrPriceTable *table = sample->parts[part];
    g_autofree gint32 *prices = g_new (gint32, table->n_contents);
    g_autofree gint64 *counts = g_new0 (gint64, table->n_contents);

    for (guint c = 0; c < table->n_contents; c++)
      prices[c] = (gint32) table->cells[c].paid_minor * 16;
    for (gsize from = first; from < first + n; from += BLOCK) {
      const gint32 *values = sample->values + from * sample->n_products;

      if (share->kernel != NULL) {
        choose_plainly (share->kernel, table, prices, values, surplus, counts);
        continue;
      }
      pnr_price_table_choose (table, values, BLOCK, BLOCK, 16, surplus, content);
      for (guint i = 0; i < BLOCK; i++)
        counts[content[i]]++;
    }
  }
  return NULL;
}

/* By the clock: the processor's time of threads does not tell whether they hinder each other. */
static double
run_on_threads (Sample *sample, const Kernel *kernel, guint n_threads)
{
  Share shares[2];
  GThread *threads[2];
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n_threads; i++) {
    shares[i] = (Share){ sample, kernel, i, n_threads };
    threads[i] = g_thread_new ("choice", do_share, &shares[i]);
  }
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static void
bench_threads (const char *what, guint n_products, guint n_first, guint n_second,
               const Kernel *kernel)
{
  double plain = G_MAXDOUBLE, one = G_MAXDOUBLE, two = G_MAXDOUBLE;
  Sample sample;

  sample_init (&sample, n_products, n_first, n_second);
  for (guint run = 0; run < N_RUNS; run++) {
    double plain_now = run_on_threads (&sample, kernel, 2);
    double one_now = run_on_threads (&sample, NULL, 1);
    double two_now = run_on_threads (&sample, NULL, 2);

    plain = MIN (plain, plain_now);
    one = MIN (one, one_now);
    two = MIN (two, two_now);
  }
  g_print ("%-36s %8u %10.2f %10.2f %8.2f %12.2f\n", what, n_products, plain, two, two / plain,
           one / two);
  sample_clear (&sample);
}

static double
run_plain (Sample *sample, const Kernel *kernel, gint32 *surplus)
{
  double start = get_thread_ms ();

  for (guint part = 0; part < sample->n_parts; part++) {
    const PnrPriceTable *table = sample->parts[part];
    g_autofree gint32 *prices = g_new (gint32, table->n_contents);

    for (guint c = 0; c < table->n_contents; c++)
      prices[c] = (gint32) table->cells[c].paid_minor * 16;
    for (gsize from = 0; from < N_SHOPPERS; from += BLOCK)
      choose_plainly (kernel, table, prices, sample->values + from * sample->n_products, surplus,
                      sample->counts[part]);
  }
  return get_thread_ms () - start;
}

static double
run_ours (Sample *sample, gint32 *surplus, guint32 *content)
{
  double start = get_thread_ms ();

  for (guint part = 0; part < sample->n_parts; part++)
    for (gsize from = 0; from < N_SHOPPERS; from += BLOCK) {
      pnr_price_table_choose (sample->parts[part], sample->values + from * sample->n_products,
                              BLOCK, BLOCK, 16, surplus, content);
      for (guint i = 0; i < BLOCK; i++)
        sample->counts[part][content[i]]--;
    }
  return get_thread_ms () - start;
}

/* Both must have counted the same; only ties may be counted otherwise. */
static double
get_share_otherwise (const Sample *sample)
{
  gint64 n_otherwise = 0;

  for (guint part = 0; part < sample->n_parts; part++)
    for (guint c = 0; c < sample->parts[part]->n_contents; c++)
      n_otherwise += ABS (sample->counts[part][c]);
  return (double) n_otherwise / N_RUNS / N_SHOPPERS / sample->n_parts;
}

static void
bench (const char *what, guint n_products, guint n_first, guint n_second, const Kernel *kernel)
{
  g_autofree gint32 *surplus = g_new (gint32, BLOCK);
  g_autofree guint32 *content = g_new (guint32, BLOCK);
  double plain = G_MAXDOUBLE, ours = G_MAXDOUBLE;
  Sample sample;

  sample_init (&sample, n_products, n_first, n_second);
  for (guint run = 0; run < N_RUNS; run++) {
    double plain_now = run_plain (&sample, kernel, surplus);
    double ours_now = run_ours (&sample, surplus, content);

    plain = MIN (plain, plain_now);
    ours = MIN (ours, ours_now);
  }
  g_print ("%-36s %8u %10.2f %10.2f %8.2f %12.5f\n", what, n_products, plain, ours, ours / plain,
           get_share_otherwise (&sample));
  sample_clear (&sample);
}

int
main (void)
{
  const char *name;
  Kernel kernel = find_kernel (&name);

  g_print ("choice of 2^20 shoppers, one thread, %s; ms\n", name);
  g_print ("%-36s %8s %10s %10s %8s %12s\n", "what", "products", "plain", "ours", "ratio",
           "otherwise");
  bench ("all 64 contents", 6, 6, 0, &kernel);
  bench ("all 4,096 contents", 12, 12, 0, &kernel);
  bench ("factorised, bundles of 3 and 2", 6, 3, 2, &kernel);
  bench ("factorised, bundles of 3 and 2", 12, 3, 2, &kernel);
  g_print ("the same on two threads, by the clock\n");
  g_print ("%-36s %8s %10s %10s %8s %12s\n", "what", "products", "plain", "ours", "ratio",
           "times one");
  bench_threads ("all 64 contents", 6, 6, 0, &kernel);
  bench_threads ("all 4,096 contents", 12, 12, 0, &kernel);
  bench_threads ("factorised, bundles of 3 and 2", 12, 3, 2, &kernel);
  return 0;
}
