using Clinic.Provision;
using Clinic.Provision.Backups;
using Clinic.ServiceDefaults;
using Microsoft.Extensions.Configuration;

// The only process with the servers' administrator logins. Without a word it makes every database ready and ends, with the word "bus"
// every queue on the broker and the login of each service there; with "backups" it stays and backs up what is due, with "backup"
// everything once; "restore FILE" puts a copy back into the empty database of ConnectionStrings:restore.
var word = args.FirstOrDefault(text => text is "bus" or "backups" or "backup" or "restore");
var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(word is null ? args : []).Build();
switch (word)
{
    case "bus":
        var (amqp, management) = (Needed("ConnectionStrings:bus"), Needed("Bus:Management"));
        BusLogin[] logins = [.. Database.All.Select(database => BusLogin.Of(database, Needed($"Logins:{database.Name}")))];
        var queues = Topology.Deploy(amqp, Database.All.Select(database => (database.Name, database.Model.Assembly)));
        await Task.WhenAll(queues, BusLogin.Make(management, amqp, logins));
        Console.WriteLine($"The queues of every reaction and {logins.Length} logins are there");
        return 0;
    case "backups":
        await BackupKeeper
            .Of(configuration)
            .Watch(TimeSpan.FromMinutes(configuration.GetValue<double>("Backups:LookEveryMinutes")), CancellationToken.None);
        return 0;
    case "backup":
        return await BackupKeeper.Of(configuration).Now(CancellationToken.None) ? 0 : 1;
    case "restore":
        var restored =
            args is ["restore", var file]
            && await Backup.Restore(Needed("ConnectionStrings:restore"), file, Needed("Backups:Secret"), CancellationToken.None);
        Console.WriteLine(
            restored
                ? "The copy is back"
                : "This file is no copy that this secret opens, or the database is not empty; nothing was changed."
        );
        return restored ? 0 : 1;
    default:
        await Task.WhenAll(
            Database.All.Select(database =>
                Provisioner.Prepare(database, Needed($"ConnectionStrings:{database.Name}-db"), Needed($"Logins:{database.Name}"))
            )
        );
        Console.WriteLine($"{Database.All.Count} databases are ready");
        return 0;
}

string Needed(string key) => configuration[key] ?? throw new InvalidOperationException($"{key} is missing.");
