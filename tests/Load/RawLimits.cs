using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.RateLimiting;
using Clinic.TestSupport;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Clinic.Load;

/// <summary>What the same servers do when nothing of ours stands in between, measured in the same run.</summary>
static partial class RawLimits
{
    /// <summary>Single-row insert and commit, 8 clients, prepared statements, a second.</summary>
    public static async Task<double> Inserts(Stack stack)
    {
        NpgsqlConnectionStringBuilder address = new(stack.Administrator("postgres"));
        await stack.Sql<int>(
            "postgres",
            "CREATE TABLE IF NOT EXISTS raw (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL, body text "
                + "NOT NULL); SELECT 1"
        );
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            script,
            "INSERT INTO raw (at, body) VALUES (now(), 'the body of a row that is about as long as one of ours would be in this table');\n"
        );
        var pgbench = Directory.GetFiles("/usr/lib/postgresql", "pgbench", SearchOption.AllDirectories).Order().Last();
        ProcessStartInfo start = new(
            pgbench,
            [
                "-n",
                "-M",
                "prepared",
                "-c",
                "8",
                "-j",
                "2",
                "-T",
                "4",
                "-f",
                script,
                "-h",
                "127.0.0.1",
                "-p",
                address.Port.ToString(CultureInfo.InvariantCulture),
                "-U",
                address.Username!,
                "postgres",
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = address.Password },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        return double.Parse(TransactionsPerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Publish with confirm to consumed, 256 in flight, a second; and the median of milliseconds at 50 a second.</summary>
    public static async Task<(double PerSecond, double P50)> Broker(string amqp)
    {
        await using var connection = await new ConnectionFactory { Uri = new(amqp) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new(true, true, new ConcurrencyLimiter(new() { PermitLimit = 2_000, QueueLimit = int.MaxValue }))
        );
        await using var listening = await connection.CreateChannelAsync();
        const string queue = "raw-limit";
        await channel.QueueDeclareAsync(
            queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }
        );
        await listening.BasicQosAsync(0, 256, false);
        var seen = 0;
        var arrived = Channel(out var waiting);
        AsyncEventingBasicConsumer consumer = new(listening);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            Interlocked.Increment(ref seen);
            arrived(BitConverter.ToInt64(delivery.Body.Span));
            await listening.BasicAckAsync(delivery.DeliveryTag, false);
        };
        await listening.BasicConsumeAsync(queue, autoAck: false, consumer);

        var clock = Stopwatch.StartNew();
        const int total = 60_000;
        using SemaphoreSlim window = new(256);
        List<Task> open = [];
        for (var number = 0; number < total; number++)
        {
            await window.WaitAsync();
            open.Add(One().ContinueWith(_ => window.Release(), TaskScheduler.Default));
        }
        await Task.WhenAll(open);
        await Eventually.Is(() => Task.FromResult(Volatile.Read(ref seen) >= total));
        var perSecond = total / clock.Elapsed.TotalSeconds;

        List<double> times = [];
        waiting.Clear();
        using PeriodicTimer beat = new(TimeSpan.FromMilliseconds(20));
        for (var number = 0; number < 150; number++)
        {
            await beat.WaitForNextTickAsync();
            await One();
        }
        await Eventually.Is(() => Task.FromResult(waiting.Count >= 150));
        times.AddRange(waiting.Order());
        await channel.QueueDeleteAsync(queue);
        return (perSecond, Gauge.At([.. times], 0.5));

        async Task One()
        {
            var body = new byte[350];
            BitConverter.TryWriteBytes(body, Stopwatch.GetTimestamp());
            await channel.BasicPublishAsync(
                "",
                queue,
                mandatory: true,
                new BasicProperties { DeliveryMode = DeliveryModes.Persistent },
                body
            );
        }
    }

    static Action<long> Channel(out List<double> times)
    {
        List<double> list = times = [];
        return sent =>
        {
            lock (list)
                list.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        };
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex TransactionsPerSecond();
}
