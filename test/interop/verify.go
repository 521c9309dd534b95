// Checks audit bundles, and the tiles of a running log, with nothing but Go's own packages for transparency logs: note
// for what is signed, tlog for trees and proofs. Jejak's own code has no part in it.
//
//	verify -vkey KEY [-server URL [-old CHECKPOINT]...] BUNDLE...
package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// An entry of a bundle, with what Go makes of it as a leaf.
type entry struct {
	index int64
	hash  tlog.Hash
}

type bundle struct {
	tree    tlog.Tree
	entries []entry
}

func main() {
	vkey := flag.String("vkey", "", "verifier key of the log")
	server := flag.String("server", "", "address of a running log, to check its tiles as well")
	var old []string
	flag.Func("old", "a file with an earlier checkpoint of that log", func(path string) error {
		old = append(old, path)
		return nil
	})
	flag.Parse()
	if err := run(*vkey, *server, old, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(vkey, server string, old, paths []string) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return fmt.Errorf("-vkey: %w", err)
	}
	var bundles []bundle
	for _, path := range paths {
		found, err := checkBundle(verifier, path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		fmt.Printf("ok  %s: %d proofs lead to the checkpoint of size %d\n", filepath.Base(path), len(found.entries), found.tree.N)
		bundles = append(bundles, found)
	}
	if server == "" {
		return nil
	}
	return checkServer(verifier, server, old, bundles)
}

// checkBundle proves every line of events.jsonl into the tree of checkpoint.txt, and every proof to a line.
func checkBundle(verifier note.Verifier, path string) (bundle, error) {
	files, err := readZip(path)
	if err != nil {
		return bundle{}, err
	}
	checkpoint := files["checkpoint.txt"]
	tree, err := openCheckpoint(verifier, checkpoint)
	if err != nil {
		return bundle{}, fmt.Errorf("checkpoint.txt: %w", err)
	}
	lines := strings.SplitAfter(string(files["events.jsonl"]), "\n")
	if len(lines) < 2 || lines[len(lines)-1] != "" {
		return bundle{}, errors.New("events.jsonl holds no whole lines")
	}
	found := bundle{tree: tree}
	for _, line := range lines[:len(lines)-1] {
		one, err := checkEntry(tree, checkpoint, strings.TrimSuffix(line, "\n"), files)
		if err != nil {
			return bundle{}, err
		}
		found.entries = append(found.entries, one)
	}
	for name := range files {
		if strings.HasPrefix(name, "proofs/") {
			return bundle{}, fmt.Errorf("%s proves no line of events.jsonl", name)
		}
	}
	return found, nil
}

// checkEntry takes the proof of one line out of files, and checks that it leads from the exact text to the root.
func checkEntry(tree tlog.Tree, checkpoint []byte, line string, files map[string][]byte) (entry, error) {
	var said struct{ Position int64 }
	if err := json.Unmarshal([]byte(line), &said); err != nil {
		return entry{}, fmt.Errorf("events.jsonl: %w", err)
	}
	name := fmt.Sprintf("proofs/%d.tlog-proof", said.Position)
	text, ok := files[name]
	if !ok {
		return entry{}, fmt.Errorf("%s is missing", name)
	}
	delete(files, name)
	index, proof, signed, err := parseProof(string(text))
	if err != nil {
		return entry{}, fmt.Errorf("%s: %w", name, err)
	}
	if index != said.Position-1 || signed != string(checkpoint) {
		return entry{}, fmt.Errorf("%s is about another entry or another checkpoint", name)
	}
	hash := tlog.RecordHash([]byte(line))
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, hash); err != nil {
		return entry{}, fmt.Errorf("%s: %w", name, err)
	}
	return entry{index, hash}, nil
}

func readZip(path string) (map[string][]byte, error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	files := map[string][]byte{}
	for _, file := range archive.File {
		reader, err := file.Open()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file.Name, err)
		}
		content, err := io.ReadAll(reader)
		reader.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file.Name, err)
		}
		if _, twice := files[file.Name]; twice {
			return nil, fmt.Errorf("%s is there twice", file.Name)
		}
		files[file.Name] = content
	}
	return files, nil
}

// openCheckpoint reads a c2sp.org/tlog-checkpoint: a note that is signed by the log, which its first line names.
func openCheckpoint(verifier note.Verifier, signed []byte) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, errors.New("the note is no checkpoint of this log")
	}
	size, err := decimal(lines[1])
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// parseProof reads a c2sp.org/tlog-proof@v1 without extra data.
func parseProof(text string) (int64, tlog.RecordProof, string, error) {
	head, signed, found := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return 0, nil, "", errors.New("this is no tlog-proof")
	}
	index, err := decimal(strings.TrimPrefix(lines[1], "index "))
	if err != nil {
		return 0, nil, "", err
	}
	proof := tlog.RecordProof{}
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return 0, nil, "", err
		}
		proof = append(proof, hash)
	}
	return index, proof, signed, nil
}

func decimal(text string) (int64, error) {
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil || strconv.FormatInt(number, 10) != text {
		return 0, fmt.Errorf("%q is no number of entries", text)
	}
	return number, nil
}

// checkServer proves through tiles alone that every earlier checkpoint is a beginning of what the log signs now, and that
// the first and the last entry of every bundle are in it.
func checkServer(verifier note.Verifier, server string, old []string, bundles []bundle) error {
	first, err := fetchCheckpoint(verifier, server)
	if err != nil {
		return err
	}
	earlier := []tlog.Tree{first}
	for _, path := range old {
		signed, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		tree, err := openCheckpoint(verifier, signed)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		earlier = append(earlier, tree)
	}
	for _, one := range bundles {
		earlier = append(earlier, one.tree)
	}
	now, err := fetchCheckpoint(verifier, server)
	if err != nil {
		return err
	}
	hashes := tlog.TileHashReader(now, &tiles{server: server, read: map[string][]byte{}})
	for _, tree := range earlier {
		if err := checkGrowth(now, tree, hashes); err != nil {
			return fmt.Errorf("from size %d to size %d: %w", tree.N, now.N, err)
		}
	}
	fmt.Printf("ok  %s: the tree of size %d continues %d earlier ones\n", server, now.N, len(earlier))
	for _, one := range bundles {
		for _, of := range []entry{one.entries[0], one.entries[len(one.entries)-1]} {
			if err := checkInclusion(now, of, hashes); err != nil {
				return fmt.Errorf("entry %d: %w", of.index+1, err)
			}
		}
	}
	fmt.Printf("ok  %s: its tiles prove %d entries\n", server, 2*len(bundles))
	return nil
}

func checkGrowth(now, tree tlog.Tree, hashes tlog.HashReader) error {
	if tree.N == now.N && tree.Hash == now.Hash {
		return nil
	}
	proof, err := tlog.ProveTree(now.N, tree.N, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, now.N, now.Hash, tree.N, tree.Hash)
}

func checkInclusion(now tlog.Tree, of entry, hashes tlog.HashReader) error {
	proof, err := tlog.ProveRecord(now.N, of.index, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, now.N, now.Hash, of.index, of.hash)
}

func fetchCheckpoint(verifier note.Verifier, server string) (tlog.Tree, error) {
	signed, err := fetch(server + "/log/checkpoint")
	if err != nil {
		return tlog.Tree{}, err
	}
	tree, err := openCheckpoint(verifier, signed)
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("/log/checkpoint: %w", err)
	}
	return tree, nil
}

// Tiles of height 8 as c2sp.org/tlog-tiles serves them: Go's paths without their height.
type tiles struct {
	server string
	read   map[string][]byte
}

func (t *tiles) Height() int { return 8 }

func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := "/log/tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
		if _, ok := t.read[path]; !ok {
			content, err := fetch(t.server + path)
			if err != nil {
				return nil, err
			}
			t.read[path] = content
		}
		all = append(all, t.read[path])
	}
	return all, nil
}

func (t *tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func fetch(url string) ([]byte, error) {
	response, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", url, err)
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answered %s: %s", url, response.Status, bytes.TrimSpace(content))
	}
	return content, nil
}
