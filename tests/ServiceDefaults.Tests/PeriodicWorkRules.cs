using Clinic.Escort;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>What a person is told of background work that fails.</summary>
public sealed class PeriodicWorkRules
{
    [Fact]
    public async Task The_second_failure_in_a_row_is_a_warning_of_its_kind_only_and_a_turn_that_succeeds_begins_anew()
    {
        ServiceCollection services = new();
        services.AddScoped(_ => new EscortDb(new DbContextOptionsBuilder<EscortDb>().Options));
        await using var provider = services.BuildServiceProvider();
        Lines lines = new();
        using Turns work = new(provider, lines, "fail", "go on", "fail", "fail", "fail", "go on", "fail", "fail", "end");

        await work.StartAsync(CancellationToken.None);
        await work.ExecuteTask!;

        Assert.Equal(
            [LogLevel.Debug, LogLevel.Debug, LogLevel.Warning, LogLevel.Debug, LogLevel.Debug, LogLevel.Warning],
            lines.Written.Select(line => line.Level)
        );
        Assert.All(lines.Written, line => Assert.Equal("Turn failed: TimeoutException", line.Text));
    }

    sealed class Turns(IServiceProvider services, ILogger log, params string[] turns)
        : PeriodicWork<EscortDb>(services, TimeSpan.FromMilliseconds(1), log)
    {
        readonly Queue<string> left = new(turns);

        protected override Task<bool> RunOnce(EscortDb db, CancellationToken stop)
        {
            var turn = left.Dequeue();
            return turn == "fail" ? throw new TimeoutException("the words of a client") : Task.FromResult(turn != "end");
        }
    }

    sealed class Lines : ILogger
    {
        public List<(LogLevel Level, string Text)> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Written.Add((logLevel, formatter(state, exception)));
    }
}
