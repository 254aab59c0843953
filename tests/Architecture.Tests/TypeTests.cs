using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Clinic.Provision;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Clinic.ArchitectureTests;

public sealed class TypeTests
{
    static readonly string[] Banned =
    [
        "Manager",
        "Helper",
        "Util",
        "Utils",
        "Processor",
        "Base",
        "Data",
        "Info",
        "Impl",
        "Common",
        "Dto",
        "Repository",
    ];

    // Pictures for what has a term of its own: a transient fault, row-level security, a deadline, the clinic group.
    static readonly string[] Metaphors = ["Weather", "Walls", "Bell", "Deaf", "House", "Plumbing"];

    // Over the own session and password; no post brings it, because everyone has it.
    static readonly string[] OfEveryoneLoggedIn = ["accounts.own"];

    [Fact]
    public void A_class_nobody_derives_from_is_sealed()
    {
        var parents = Checkout
            .Types.Select(type => type.BaseType)
            .OfType<Type>()
            .Select(parent => parent.IsGenericType ? parent.GetGenericTypeDefinition() : parent)
            .ToHashSet();

        Assert.Empty(
            Checkout
                .Types.Where(type =>
                    type is { IsClass: true, IsSealed: false, IsAbstract: false } && !parents.Contains(type) && type.Name != "Program"
                )
                .Select(type => type.FullName)
        );
    }

    // The framework silently skips the checks of a request it cannot see.
    [Fact]
    public void What_an_act_is_asked_with_is_public() =>
        Assert.Empty(
            Checkout.Types.Where(type => type is { IsNested: true, Name: "Request" } && !type.IsVisible).Select(type => type.FullName)
        );

    // What nobody checks reaches the database, where a character that is none is a fault of the service.
    [Fact]
    public void Every_text_that_an_act_is_asked_with_is_checked() =>
        Assert.Empty(
            Checkout
                .Types.Where(type => type is { IsNested: true } && type.Name.EndsWith("Request", StringComparison.Ordinal))
                .SelectMany(PartsOf)
                .Distinct()
                .SelectMany(type => type.GetProperties())
                .Where(property =>
                    property.PropertyType == typeof(string) || property.PropertyType.IsAssignableTo(typeof(IEnumerable<string>))
                )
                .Where(property => !property.IsDefined(typeof(ValidationAttribute)))
                .Where(property => !property.DeclaringType!.IsAssignableTo(typeof(IValidatableObject)))
                .Select(property => $"{property.DeclaringType!.FullName}.{property.Name}")
        );

    // A request and the types of ours that it is made of.
    static IEnumerable<Type> PartsOf(Type request) =>
        request
            .GetProperties()
            .SelectMany(property => property.PropertyType.GetGenericArguments().Append(property.PropertyType))
            .Where(part => part is { IsClass: true, IsGenericType: false } && part != request && Checkout.Types.Contains(part))
            .SelectMany(PartsOf)
            .Prepend(request);

    [Fact]
    public void No_name_says_nothing() =>
        Assert.Empty(
            Checkout
                .Types.Where(type => Banned.Any(word => type.Name.Split('`')[0].EndsWith(word, StringComparison.Ordinal)))
                .Select(type => type.FullName)
        );

    [Fact]
    public void No_name_is_a_metaphor() =>
        Assert.Equal(
            [],
            Checkout
                .Types.SelectMany(type => type.GetMembers().Select(member => $"{type.Name}.{member.Name}"))
                .Where(name => Metaphors.Any(word => name.Contains(word, StringComparison.Ordinal)))
        );

    [Fact]
    public void Every_table_belongs_to_a_branch_or_a_person_or_says_why_not()
    {
        var tables = Database.All.SelectMany(Tables).ToList();

        Assert.NotEmpty(tables);
        Assert.Empty(
            tables
                .Where(table =>
                    !typeof(IBranchScoped).IsAssignableFrom(table.ClrType)
                    && !typeof(IPersonScoped).IsAssignableFrom(table.ClrType)
                    && string.IsNullOrWhiteSpace(RowLevelSecurity.OutsideScope(table))
                )
                .Select(table => table.Name)
        );
    }

    [Fact]
    public void The_migrations_of_a_database_make_what_its_model_says() =>
        Assert.Equal(
            [],
            Database.All.SelectMany(database =>
            {
                using var model = database.Open("Host=nowhere");
                var last = model.GetService<IMigrationsAssembly>().ModelSnapshot!.Model;
                var before = model.GetService<IModelRuntimeInitializer>().Initialize(last, designTime: true).GetRelationalModel();
                var now = model.GetService<IDesignTimeModel>().Model.GetRelationalModel();
                return model
                    .GetService<IMigrationsModelDiffer>()
                    .GetDifferences(before, now)
                    .Select(change => $"{database.Name}: {change.GetType().Name} {JsonSerializer.Serialize<object>(change)}")
                    .ToList();
            })
        );

    [Fact]
    public void Every_right_that_is_asked_for_is_in_somebodys_post()
    {
        var matrix = Checkout.Features.Select(feature => feature.GetType("Clinic.Gateway.Rights.AccessMatrix")).OfType<Type>().Single();
        var codesOf = matrix.GetMethod("Of", BindingFlags.Public | BindingFlags.Static)!;
        var given = Enum.GetValues(codesOf.GetParameters().Single().ParameterType)
            .Cast<object>()
            .SelectMany(role => (IEnumerable<string>)codesOf.Invoke(null, [role])!)
            .ToHashSet();

        Assert.NotEmpty(Declared);
        Assert.Equal([], Declared.Except(given).Except(OfEveryoneLoggedIn));
        Assert.Equal([], given.Except(Declared));
    }

    [Fact]
    public void What_opens_a_line_of_the_trail_is_a_right_that_exists()
    {
        var opens = Checkout
            .Types.SelectMany(type =>
                new[]
                {
                    type.GetCustomAttribute<Contracts.FactAttribute>()?.OpensWith,
                    type.GetCustomAttribute<ActsAsAttribute>()?.OpensWith,
                }
            )
            .OfType<string>()
            .ToHashSet();

        Assert.NotEmpty(opens);
        Assert.Equal([], opens.Except(Declared));
    }

    static HashSet<string> Declared { get; } =
    [
        .. Checkout
            .Types.SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(Permission))
            .Select(field => ((Permission)field.GetValue(null)!).Code),
    ];

    static List<IEntityType> Tables(Database database)
    {
        using var db = database.Open("Host=nowhere");
        return
        [
            .. db.GetService<IDesignTimeModel>().Model.GetEntityTypes().Where(type => type.GetTableName() is not null && !type.IsOwned()),
        ];
    }
}
